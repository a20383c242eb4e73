package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.millrace.standalone.client.MillraceClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.SplittableRandom;

/** A machine that runs hot now and then, and what the commands say about it. */
final class StrangeMachine {
  private static final int HOURS = 40 * 24;

  /** Two before the test rows, one among them. */
  private static final Set<Integer> HOT = Set.of(300, 600, 930);

  private final MillraceClient client;
  private final CommandRun commands;
  private final MadeUpSeries oven;

  StrangeMachine(Path folder, MillraceClient client) {
    this.client = client;
    this.commands = new CommandRun(folder);
    this.oven = new MadeUpSeries(commands, "oven", "heat");
  }

  void isFoundOut() throws IOException {
    SplittableRandom random = new SplittableRandom(3);
    oven.ingest(
        HOURS,
        hour ->
            180
                + 20 * StrictMath.sin(2 * Math.PI * hour / 24)
                + random.nextGaussian()
                + (HOT.contains(hour) ? 40 : 0));
    JsonNode job =
        oven.train(
            "oven_watch",
            oven.space(60, 0.1, 3, 5),
            "--type",
            "anomaly",
            "--labels",
            labels().toString());
    JsonNode model = client.model(job.path("model_id").asText());
    JsonNode test = model.path("metrics").path("test");
    assertThat(test.path("windows_found").asInt()).as("%s", test).isEqualTo(3);
    assertThat(test.path("windows_total").asInt()).isEqualTo(3);
    assertThat(test.path("test_windows_found").asInt()).isEqualTo(1);
    assertThat(test.path("false_alarms_per_week").asDouble(9)).isLessThanOrEqualTo(1);

    JsonNode found = commands.json("anomalies", "oven_watch", "--points", "90");

    JsonNode judged = found.path("series").path(0);
    assertThat(judged.path("points").asInt()).isEqualTo(90);
    assertThat(judged.path("score_threshold")).isEqualTo(test.path("score_threshold"));
    assertThat(judged.path("incidents").valueStream().map(i -> i.path("peak").asText()))
        .contains(MadeUpSeries.at(930).toString());
  }

  private Path labels() throws IOException {
    ArrayNode windows = new ObjectMapper().createArrayNode();
    HOT.stream()
        .sorted()
        .forEach(
            hour ->
                windows
                    .addArray()
                    .add(MadeUpSeries.at(hour).toString())
                    .add(MadeUpSeries.at(hour + 2).toString()));
    return oven.write("labels.json", windows.toString());
  }
}
