package dev.millrace.standalone.cli;

import dev.millrace.standalone.terminal.Terminal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What a command finds around it.
 *
 * @param environment environment variables
 * @param home where {@code .millrace}, the default data folder, lies: the launcher's folder, or the
 *     working directory without it
 */
public record Surroundings(
    Map<String, String> environment, Path home, Terminal terminal, InstantSource clock) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }

  Path defaultDataFolder() {
    String named = environment.getOrDefault("MILLRACE_DATA_DIR", "");
    return named.isEmpty() ? home.resolve(".millrace") : Path.of(named);
  }
}
