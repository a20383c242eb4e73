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

class BenchRetentionCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void exactlyWhatIsTooOldAndNotHeldIsRemoved() throws IOException {
    int code =
        run(
            "bench retention --series 3 --held 1 --days 20 --keep-days 5 --step-minutes 60"
                + " --json");

    JsonNode result = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
    assertThat(code).isZero();
    assertThat(result.path("measurements").asLong()).isEqualTo(3 * 20 * 24);
    assertThat(result.path("removed").asLong()).isEqualTo(2 * 15 * 24);
    assertThat(result.path("rows_deleted").asLong()).isEqualTo(2 * 15 * 24);
    assertThat(result.path("left").asLong()).isEqualTo((20 + 2 * 5) * 24);
    assertThat(result.path("complete").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench retention --keep-days 0",
        "bench retention --days 10 --keep-days 10",
        "bench retention --series 2 --held 2",
        "bench retention --database-url postgres://here"
      })
  void refusesWhatCannotBeMeasured(String line) {
    assertThat(run(line)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).containsPattern("must b(e|egin)");
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
