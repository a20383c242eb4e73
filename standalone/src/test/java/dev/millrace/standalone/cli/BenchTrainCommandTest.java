package dev.millrace.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTrainCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aWholeStudyIsCountedFromTheRequestToTheModel() throws IOException {
    int code =
        run(
            "bench train --data "
                + hourly(1500)
                + " --target load --peer-features --trials 2 --runs 2 --quality 1e9 --json");

    JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(code).as(err.toString(StandardCharsets.UTF_8)).isZero();
    assertThat(result.path("mode").asText()).isEqualTo("peer");
    assertThat(result.path("runs")).hasSize(2);
    for (JsonNode run : result.path("runs")) {
      assertThat(run.path("status").asText()).isEqualTo("completed");
      assertThat(run.path("trials").asInt()).isEqualTo(3);
      assertThat(run.path("rounds").asInt()).isGreaterThanOrEqualTo(150);
      assertThat(run.path("worker_cpu_seconds").asDouble()).isPositive();
      assertThat(run.path("cpu_seconds").asDouble())
          .isGreaterThan(run.path("worker_cpu_seconds").asDouble());
      assertThat(run.path("quality_cpu_seconds").asDouble())
          .isPositive()
          .isLessThanOrEqualTo(run.path("cpu_seconds").asDouble());
      assertThat(run.path("xgboost_seconds").asDouble()).isPositive();
      assertThat(run.path("best_validation").asDouble()).isPositive();
      assertThat(run.path("baselines").has("seasonal_naive_24")).isTrue();
      assertThat(run.path("best_parameters").path("base_score").asDouble()).isEqualTo(0.5);
    }
  }

  @Test
  void whatCannotBeTrainedIsAUsageError() throws IOException {
    Path file = hourly(10);

    assertThat(run("bench train --data " + file + " --target load --slots -1")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--slots must be ≥ 1, got -1");
    assertThat(run("bench train --data " + file + " --target load --runs 0")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--runs must be ≥ 1, got 0");
    assertThat(run("bench train --data " + file + " --target nothing")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("nothing");
  }

  private Path hourly(int rows) throws IOException {
    List<String> lines = new ArrayList<>(List.of("time,load,temperature"));
    Instant time = Instant.parse("2025-01-01T00:00:00Z");
    for (int row = 0; row < rows; row++) {
      double day = Math.sin(2 * Math.PI * row / 24);
      lines.add("%s,%.3f,%.3f".formatted(time, 100 + 20 * day + row % 7, 10 + 5 * day));
      time = time.plus(Duration.ofHours(1));
    }
    return Files.write(folder.resolve("hourly-" + rows + ".csv"), lines);
  }

  private int run(String line) {
    Terminal terminal = new Terminal(stream(out), stream(err), false, false, 80, Style.PLAIN);
    return MillraceCommand.run(
        new Surroundings(Map.of(), folder, terminal, InstantSource.system()), line.split(" "));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
