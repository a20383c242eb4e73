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

class BenchIngestCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void everyMeasurementOfTheTopicIsInTheTableAndInTheSummary() throws IOException {
    int code = run("bench ingest --measurements 3000 --series 7 --batch 500 --json");

    JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(code).isZero();
    assertThat(result.path("rows").asLong()).isEqualTo(3000);
    assertThat(result.path("rows_by_summary").asLong()).isEqualTo(3000);
    assertThat(result.path("complete").asBoolean()).isTrue();
    assertThat(result.path("table_bytes").asLong()).isGreaterThan(3000 * 40);
    assertThat(result.path("second_start_seconds").asDouble()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench ingest --measurements 0",
        "bench ingest --measurements 5 --series 6",
        "bench ingest --batch -1"
      })
  void refusesWhatCannotBeMeasured(String line) {
    assertThat(run(line)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("≥");
  }

  @Test
  void explainsItself() {
    assertThat(run("bench ingest --help")).isZero();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains("Usage: millrace bench ingest", "--measurements", "--json", "Exit codes:");
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
