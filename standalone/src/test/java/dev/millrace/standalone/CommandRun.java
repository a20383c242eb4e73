package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.standalone.cli.MillraceCommand;
import dev.millrace.standalone.cli.Surroundings;
import dev.millrace.standalone.terminal.Style;
import dev.millrace.standalone.terminal.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;

/** Runs commands against the Millrace that keeps its data in a folder. */
record CommandRun(Path folder) {
  /** What a command that must succeed says at last, as JSON. */
  JsonNode json(String... arguments) throws IOException {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--json";
    String last = text(all).lines().reduce((_, b) -> b).orElse("");
    return new ObjectMapper().readTree(last);
  }

  /** What a command that must succeed writes. */
  String text(String... arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var surroundings =
        new Surroundings(
            Map.of("MILLRACE_DATA_DIR", folder.toString()),
            folder,
            new Terminal(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                80,
                Style.PLAIN),
            InstantSource.system());

    int code = MillraceCommand.run(surroundings, arguments);

    assertThat(code).as("%s%n%s", out, err).isZero();
    return out.toString(StandardCharsets.UTF_8);
  }
}
