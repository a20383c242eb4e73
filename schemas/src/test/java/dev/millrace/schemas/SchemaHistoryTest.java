package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Schemas only grow: every version reads, and is read by, every version before it. */
class SchemaHistoryTest {
  private static final History HISTORY = History.committed();

  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theSchemaIsFullyCompatibleWithEveryCommittedVersion(Topic<?> topic) {
    Schema current = Contract.of(topic.schema());

    List<String> breaks =
        HISTORY.versionsOf(topic).entrySet().stream()
            .flatMap(committed -> History.breaks(current, committed).stream())
            .toList();

    assertThat(breaks).as("what a running producer or consumer could not read").isEmpty();
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theSchemaIsTheNewestCommittedVersion(Topic<?> topic) {
    TreeMap<Integer, Schema> versions = HISTORY.versionsOf(topic);

    assertThat(versions.isEmpty() ? "" : History.text(versions.lastEntry().getValue()))
        .withFailMessage(
            "%s differs from its newest committed version. If the change is meant, run%n  %s%n"
                + "and commit the new version; committed versions never change.",
            topic.name(), History.COMMAND)
        .isEqualTo(History.text(Contract.of(topic.schema())));
  }

  @ParameterizedTest
  @MethodSource("topics")
  void versionsAreCountedFromOneWithoutGaps(Topic<?> topic) {
    TreeMap<Integer, Schema> versions = HISTORY.versionsOf(topic);

    assertThat(versions.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(1, versions.size()).boxed().toList());
  }

  @Test
  void noTopicWithAHistoryHasLeftTheCatalogue() throws IOException {
    try (Stream<Path> folders = Files.list(HISTORY.folder())) {
      assertThat(folders.map(folder -> folder.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(topics().map(Topic::name).toList());
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a field without a default is added   | {"name":"a","type":"string"}                       | false
          a field with a default is added      | {"name":"a","type":"string","default":""}          | true
          a field that had a default is gone   | -                                                  | true
          a field changes its type             | {"name":"n","type":"string","default":""}          | false
          an int grows to a long               | {"name":"n","type":"long","default":0}             | false
          a value becomes optional             | {"name":"n","type":["null","int"],"default":null}  | false
          """)
  void aChangeIsJudgedInBothDirections(String what, String field, boolean compatible) {
    Schema before = record("{\"name\":\"n\",\"type\":\"int\",\"default\":0}");
    Schema after = record(field.equals("-") ? "" : field);

    List<String> breaks = History.breaks(after, Map.entry(1, before));

    assertThat(breaks.isEmpty()).as(what + breaks).isEqualTo(compatible);
  }

  @Test
  void anEnumMayGrowOnlyWhenReadersFallBackToItsDefault() {
    String open = "{\"name\":\"e\",\"default\":\"A\",\"type\":{\"type\":\"enum\",\"name\":\"E\",";
    Schema strict = record(open + "\"symbols\":[\"A\"]}}");
    Schema strictGrown = record(open + "\"symbols\":[\"A\",\"B\"]}}");
    Schema lenient = record(open + "\"symbols\":[\"A\"],\"default\":\"A\"}}");
    Schema lenientGrown = record(open + "\"symbols\":[\"A\",\"B\"],\"default\":\"A\"}}");

    assertThat(History.breaks(strictGrown, Map.entry(1, strict))).isNotEmpty();
    assertThat(History.breaks(lenientGrown, Map.entry(1, lenient))).isEmpty();
  }

  @Test
  void aChangeBecomesTheNextVersionAndARepeatWritesNothing(@TempDir Path folder) {
    History history = new History(folder);
    Topic<?> topic = Topics.JOB_LOG;
    Schema first = record("{\"name\":\"n\",\"type\":\"int\",\"default\":0,\"doc\":\"One.\"}");
    Schema second = record("{\"name\":\"n\",\"type\":\"int\",\"default\":0,\"doc\":\"Two.\"}");

    assertThat(history.write(topic, first)).isTrue();
    assertThat(history.write(topic, second)).isTrue();
    assertThat(history.write(topic, second)).isFalse();

    assertThat(history.versionsOf(topic)).containsOnlyKeys(1, 2);
    assertThat(history.versionsOf(topic).get(2).getField("n").doc()).isEqualTo("Two.");
  }

  private static Schema record(String fields) {
    return new Schema.Parser()
        .parse("{\"type\":\"record\",\"name\":\"R\",\"fields\":[" + fields + "]}");
  }
}
