package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.HyperParameter;
import dev.millrace.events.JobConfig;
import dev.millrace.events.JobRequested;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the documentation says about topics is what the catalogue declares. */
class DocumentationTest {
  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path DOCS = ROOT.resolve("docs");
  private static final Pattern TOPIC_ROW = Pattern.compile("\\| `([a-z-]+)` \\|.*\\| \\d+ \\|.*");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^):#]+)(#[^)]*)?\\)");

  static Stream<Path> pages() throws IOException {
    List<Path> pages;
    try (Stream<Path> files = Files.walk(DOCS)) {
      pages = files.filter(file -> file.toString().endsWith(".md")).toList();
    }
    return Stream.concat(pages.stream(), Stream.of(ROOT.resolve("CONTRIBUTING.md")));
  }

  @Test
  void theTopicTableIsTheCatalogue() throws IOException {
    List<List<String>> rows =
        Files.readAllLines(DOCS.resolve("ARCHITECTURE.md")).stream()
            .filter(line -> TOPIC_ROW.matcher(line).matches())
            .map(DocumentationTest::cells)
            .map(cells -> cells.subList(0, 5))
            .toList();

    assertThat(rows)
        .containsExactlyElementsOf(Topics.all().stream().map(DocumentationTest::row).toList());
  }

  @Test
  void theCommandForTheNextVersionIsTheOneThatFailingTestsPrint() throws IOException {
    assertThat(Files.readString(ROOT.resolve("CONTRIBUTING.md"))).contains(History.COMMAND);
  }

  @ParameterizedTest
  @ValueSource(classes = {JobRequested.class, JobConfig.class, HyperParameter.class})
  void everyFieldOfARequestIsExplained(Class<? extends SpecificRecord> type) throws Exception {
    Schema schema = SpecificData.get().getSchema(type);
    Set<String> identity = Set.of("event_id", "occurred_at");

    String page = Files.readString(DOCS.resolve("requests.md"));

    assertThat(schema.getFields())
        .extracting(Schema.Field::name)
        .filteredOn(name -> !identity.contains(name))
        .allSatisfy(name -> assertThat(page).containsPattern("\n\\|[^|]*`" + name + "`[^|]*\\|"));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) throws IOException {
    List<String> broken =
        LINK.matcher(Files.readString(page))
            .results()
            .map((MatchResult link) -> link.group(1))
            .filter(target -> !Files.exists(page.resolveSibling(target)))
            .toList();

    assertThat(broken).isEmpty();
  }

  private static List<String> row(Topic<?> topic) {
    return List.of(
        "`" + topic.name() + "`",
        topic.key(),
        topic.owner(),
        Integer.toString(topic.partitions()),
        kept(topic));
  }

  private static String kept(Topic<?> topic) {
    return switch (topic.cleanup()) {
      case COMPACT -> "compacted";
      case DELETE -> {
        long days = topic.retention().orElseThrow().toDays();
        yield days == 1 ? "1 day" : days + " days";
      }
    };
  }

  private static List<String> cells(String row) {
    return Arrays.stream(row.substring(1).split("\\|")).map(String::strip).toList();
  }
}
