package dev.millrace.standalone;

import dev.millrace.standalone.cli.MillraceCommand;
import dev.millrace.standalone.cli.Surroundings;
import dev.millrace.standalone.terminal.Terminal;
import dev.millrace.standalone.up.Logs;
import java.nio.file.Path;
import java.time.InstantSource;

/** The {@code millrace} command. */
public final class Millrace {
  private Millrace() {}

  public static void main(String[] arguments) {
    Logs.quiet();
    Surroundings surroundings =
        new Surroundings(
            System.getenv(),
            Path.of(System.getProperty("millrace.home", "")),
            Terminal.ofProcess(System.getenv(), System.getProperties()),
            InstantSource.system());
    System.exit(MillraceCommand.run(surroundings, arguments));
  }
}
