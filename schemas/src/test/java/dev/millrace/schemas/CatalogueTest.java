package dev.millrace.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A topic, its schema file and its class are one thing with one name. */
class CatalogueTest {
  static Stream<Topic<?>> topics() {
    return Topics.all().stream();
  }

  @Test
  void theCatalogueHasExactlyTheTopicsThatHaveASchema() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/main/avro"))) {
      assertThat(
              files
                  .map(file -> file.getFileName().toString())
                  .filter(name -> name.endsWith(".avsc"))
                  .map(name -> name.substring(0, name.length() - ".avsc".length())))
          .containsExactlyInAnyOrderElementsOf(topics().map(Topic::name).toList());
    }
  }

  @ParameterizedTest
  @MethodSource("topics")
  void theEventIsNamedAsItsTopic(Topic<?> topic) {
    assertThat(topic.valueClass().getSimpleName()).isEqualTo(inCamelCase(topic.name()));
    assertThat(topic.schema().getName()).isEqualTo(inCamelCase(topic.name()));
    assertThat(topic.subject()).isEqualTo(topic.name() + "-value");
  }

  @ParameterizedTest
  @MethodSource("topics")
  void everyTopicHasAKeyAnOwnerAndAnEndToItsRecords(Topic<?> topic) {
    assertThat(topic.key()).isNotBlank();
    assertThat(topic.owner()).isNotBlank();
    assertThat(topic.retention().isPresent()).isEqualTo(topic.cleanup() == Topic.Cleanup.DELETE);
  }

  @ParameterizedTest
  @MethodSource("topics")
  void aTopicIsFoundByItsName(Topic<?> topic) {
    assertThat(Topics.named(topic.name())).contains(topic);
    assertThat(Topics.named(topic.name() + "-of-nobody")).isEmpty();
  }

  private static String inCamelCase(String name) {
    return Arrays.stream(name.split("-"))
        .map(word -> Character.toUpperCase(word.charAt(0)) + word.substring(1))
        .collect(Collectors.joining());
  }
}
