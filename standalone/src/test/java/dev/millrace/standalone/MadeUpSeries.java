package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;

/** An hourly series of one variable, and the models that commands make of it. */
record MadeUpSeries(CommandRun commands, String series, String variable) {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");

  static Instant at(int hour) {
    return START.plusSeconds(3600L * hour);
  }

  /**
   * Sends its values.
   *
   * @param value by hour, from 0; asked in order
   */
  void ingest(int hours, IntToDoubleFunction value) throws IOException {
    StringBuilder text = new StringBuilder("time,series,%s\n".formatted(variable));
    for (int hour = 0; hour < hours; hour++) {
      text.append("%s,%s,%s%n".formatted(at(hour), series, value.applyAsDouble(hour)));
    }
    commands.json("ingest", write("values.csv", text.toString()).toString());
  }

  /** The job of a model that two trials were enough for. */
  JsonNode train(String model, Path space, String... options) throws IOException {
    Stream<String> all =
        Stream.of(
                List.of("train", "--model", model, "--series", series, "--target", variable),
                List.of("--space", space.toString(), "--trials", "2", "--watch"),
                List.of(options))
            .flatMap(List::stream);
    JsonNode job = commands.json(all.toArray(String[]::new));
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("completed");
    return job;
  }

  /** Trees of these depths, all else fixed. */
  Path space(int rounds, double rate, int shallowest, int deepest) throws IOException {
    ObjectNode space =
        new ObjectMapper()
            .createObjectNode()
            .put("n_estimators", rounds)
            .put("learning_rate", rate);
    space.putObject("max_depth").put("type", "int").put("low", shallowest).put("high", deepest);
    return write("space.json", space.toString());
  }

  /** A file of its own. */
  Path write(String name, String text) throws IOException {
    return Files.writeString(commands.folder().resolve(series + "-" + name), text);
  }
}
