package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.millrace.standalone.client.MillraceClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import java.util.SplittableRandom;

/** A machine that runs hot now and then, and what the commands say about it. */
final class StrangeMachine {
  private static final Instant START = Instant.parse("2025-03-01T00:00:00Z");
  private static final int HOURS = 40 * 24;

  /** Two before the test rows, one among them. */
  private static final Set<Integer> HOT = Set.of(300, 600, 930);

  private final ObjectMapper json = new ObjectMapper();
  private final Path folder;
  private final MillraceClient client;
  private final CommandRun commands;

  StrangeMachine(Path folder, MillraceClient client) {
    this.folder = folder;
    this.client = client;
    this.commands = new CommandRun(folder);
  }

  void isFoundOut() throws IOException {
    commands.json("ingest", file().toString());
    JsonNode job =
        commands.json(
            "train",
            "--type",
            "anomaly",
            "--model",
            "oven_watch",
            "--series",
            "oven",
            "--target",
            "heat",
            "--labels",
            labels().toString(),
            "--space",
            space().toString(),
            "--trials",
            "2",
            "--watch");
    assertThat(job.path("status").asText()).as("%s", job).isEqualTo("completed");
    JsonNode model = client.model(job.path("model_id").asText());
    JsonNode test = model.path("metrics").path("test");
    assertThat(test.path("windows_found").asInt()).as("%s", test).isEqualTo(3);
    assertThat(test.path("windows_total").asInt()).isEqualTo(3);
    assertThat(test.path("test_windows_found").asInt()).isEqualTo(1);
    assertThat(test.path("false_alarms_per_week").asDouble(9)).isLessThanOrEqualTo(1);

    JsonNode found = commands.json("anomalies", "oven_watch", "--points", "90");

    JsonNode oven = found.path("series").path(0);
    assertThat(oven.path("points").asInt()).isEqualTo(90);
    assertThat(oven.path("score_threshold")).isEqualTo(test.path("score_threshold"));
    assertThat(oven.path("incidents").valueStream().map(i -> i.path("peak").asText()))
        .contains(at(930).toString());
  }

  private Path file() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder("time,series,heat\n");
    for (int hour = 0; hour < HOURS; hour++) {
      double usual = 180 + 20 * StrictMath.sin(2 * Math.PI * hour / 24) + random.nextGaussian();
      text.append("%s,oven,%s%n".formatted(at(hour), usual + (HOT.contains(hour) ? 40 : 0)));
    }
    return Files.writeString(folder.resolve("oven.csv"), text);
  }

  private Path labels() throws IOException {
    var windows = json.createArrayNode();
    HOT.stream()
        .sorted()
        .forEach(hour -> windows.addArray().add(at(hour).toString()).add(at(hour + 2).toString()));
    return Files.writeString(folder.resolve("labels.json"), windows.toString());
  }

  private Path space() throws IOException {
    ObjectNode space = json.createObjectNode().put("n_estimators", 60).put("learning_rate", 0.1);
    space.putObject("max_depth").put("type", "int").put("low", 3).put("high", 5);
    return Files.writeString(folder.resolve("space.json"), space.toString());
  }

  private static Instant at(int hour) {
    return START.plusSeconds(3600L * hour);
  }
}
