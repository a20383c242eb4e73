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
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchSearchCommandsTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void measuresSamplersAndSaysSoInJson() throws IOException {
    int code =
        run(
            "bench samplers --functions branin --samplers random,sobol --trials 5,10 --seeds 2"
                + " --json");

    assertThat(code).isZero();
    JsonNode results = json().path("results");
    assertThat(results).hasSize(4);
    assertThat(results.get(0).path("sampler").asText()).isEqualTo("random");
    assertThat(results.get(1).path("trials").asInt()).isEqualTo(10);
    assertThat(results.get(1).path("mean").asDouble())
        .isBetween(0.397, results.get(0).path("mean").asDouble());
  }

  @Test
  void measuresSuggestionsAndMemory() throws IOException {
    assertThat(run("bench suggest --samplers tpe --trials 30 --repeats 3 --json")).isZero();

    assertThat(json().path("history_bytes_per_trial").asDouble()).isPositive();
    assertThat(json().path("results").get(0).path("cpu_ms_median").asDouble()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench samplers --functions nonsense",
        "bench samplers --samplers nonsense",
        "bench samplers --trials 0",
        "bench samplers --seeds 0",
        "bench scheduler --kafka --restart",
        "bench snapshot --series 0",
        "bench snapshot --step-minutes 1441",
        "bench suggest --repeats 0",
        "bench suggest --samplers nonsense"
      })
  void refusesWhatCannotBeMeasured(String line) {
    assertThat(run(line)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).containsAnyOf("must be", "≥");
  }

  @ParameterizedTest
  @ValueSource(strings = {"samplers", "suggest", "snapshot"})
  void explainsItself(String command) {
    assertThat(run("bench " + command + " --help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: millrace bench " + command, "--json", "Exit codes:");
  }

  private int run(String line) {
    Terminal terminal = new Terminal(stream(out), stream(err), false, false, 80, Style.PLAIN);
    return MillraceCommand.run(
        new Surroundings(Map.of(), folder, terminal, InstantSource.system()), line.split(" "));
  }

  private JsonNode json() throws IOException {
    return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream stream(ByteArrayOutputStream bytes) {
    return new PrintStream(bytes, true, StandardCharsets.UTF_8);
  }
}
