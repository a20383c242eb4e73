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

class BenchFeaturesCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everyQuestionHasItsFeatures() throws IOException {
    int code = run("bench features --series 5 --rate 20 --seconds 2 --json");

    JsonNode measured =
        new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8)).path("measured");
    assertThat(code).isZero();
    assertThat(measured.path("answered").asInt()).isEqualTo(40);
    assertThat(measured.path("failed").asInt()).isZero();
    assertThat(measured.path("p99_ms").asDouble()).isPositive();
  }

  @Test
  void refusesWhatCannotBeMeasured() {
    assertThat(run("bench features --rate 0")).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("≥ 1");
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
