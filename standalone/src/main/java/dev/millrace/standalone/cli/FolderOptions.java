package dev.millrace.standalone.cli;

import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The data folder, and for whom the output is. */
final class FolderOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description =
          "Folder with everything that is kept (default: MILLRACE_DATA_DIR, else .millrace beside"
              + " the launcher).")
  private Optional<Path> dataFolder = Optional.empty();

  @Option(
      names = "--json",
      description = "Write JSON to stdout, the result on the last line; progress goes to stderr.")
  private boolean json;

  Path dataFolder(Surroundings surroundings) {
    return dataFolder.orElseGet(surroundings::defaultDataFolder).toAbsolutePath().normalize();
  }

  boolean json() {
    return json;
  }
}
