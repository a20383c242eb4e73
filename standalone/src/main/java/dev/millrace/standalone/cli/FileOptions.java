package dev.millrace.standalone.cli;

import dev.millrace.standalone.csv.FileRequest;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to read a CSV file. */
final class FileOptions {
  @Option(
      names = "--time-column",
      paramLabel = "C",
      description = "Column with the time of the observation.")
  private Optional<String> timeColumn = Optional.empty();

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of the times, as of java.time (default: guessed; ISO 8601, YYYY-MM-DD HH:MM:SS,"
              + " DD.MM.YYYY HH:MM, seconds or milliseconds since 1970).")
  private Optional<String> timeFormat = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description = "Zone of times without an offset (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description = "Name of the series in the file (default: the file's name).")
  private Optional<String> series = Optional.empty();

  FileRequest request(Path file, Optional<String> seriesColumn, List<String> variables) {
    String time =
        timeColumn.orElseThrow(
            () -> new CommandFailed(ExitCode.USAGE, "name the column of the times: --time-column"));
    return new FileRequest(
        time, timeFormat, zone, series.orElse(nameOf(file)), seriesColumn, variables);
  }

  /** A series may be named with letters, digits, dots, dashes and underscores. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_.-]", "_");
  }
}
