package dev.millrace.standalone.cli;

import dev.millrace.standalone.csv.FileRequest;
import dev.millrace.standalone.csv.FileRequest.Decimal;
import dev.millrace.standalone.csv.FileRequest.HourOne;
import dev.millrace.standalone.csv.FileRequest.Shape;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** How to read a file; what is not said is guessed, and the guess is shown. */
final class FileOptions {
  @Option(
      names = "--time-column",
      split = ",",
      paramLabel = "C",
      description =
          "Column with the time of the observation, or two: with the date and the time of day.")
  private List<String> timeColumns = List.of();

  @Option(
      names = "--time-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of the times, as of java.time (dd/MM/yyyy H:mm), or epoch-s, epoch-ms, epoch-us,"
              + " epoch-ns.")
  private Optional<String> timeFormat = Optional.empty();

  @Option(
      names = "--hour-one",
      paramLabel = "00:00|01:00",
      description =
          "When hour 1 is, of hours that are counted from 1 to 24: at its beginning or at its end.")
  private Optional<String> hourOne = Optional.empty();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      defaultValue = "UTC",
      description =
          "Zone of times without an offset, for example Europe/Berlin (default: ${DEFAULT-VALUE}).")
  private ZoneId zone = ZoneId.of("UTC");

  @Option(
      names = "--layout",
      paramLabel = "wide|long",
      description = "wide: one series, a column per variable; long: a column names the series.")
  private Optional<String> layout = Optional.empty();

  @Option(
      names = "--series",
      paramLabel = "NAME",
      description =
          "With one series: its name (default: the file's name). With several: read only this one.")
  private Optional<String> series = Optional.empty();

  @Option(
      names = "--series-column",
      split = ",",
      paramLabel = "C",
      description = "Column that names the series; of several, joined by /.")
  private List<String> seriesColumns = List.of();

  @Option(
      names = "--variable-column",
      paramLabel = "C",
      description = "Column that names the variable of each row, which has one value.")
  private Optional<String> variableColumn = Optional.empty();

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding (default: by the byte order mark, else UTF-8).")
  private Optional<Charset> encoding = Optional.empty();

  @Option(
      names = "--delimiter",
      paramLabel = "CHAR",
      description = "What parts the fields: one character, or tab.")
  private Optional<String> delimiter = Optional.empty();

  @Option(
      names = "--decimal",
      paramLabel = "point|comma",
      description = "What stands before the decimals.")
  private Optional<String> decimal = Optional.empty();

  /** What was said; these columns hold the values, or all with numbers when there are none. */
  FileRequest request(Path file, List<String> variables) {
    return new FileRequest(
        new FileRequest.Text(
            encoding,
            delimiter.map(FileOptions::character),
            decimal.map(name -> named(Decimal.class, "--decimal", name))),
        new FileRequest.Times(timeColumns, timeFormat, hourOne.map(FileOptions::hourOne), zone),
        series,
        nameOf(file),
        layout.map(name -> named(Shape.class, "--layout", name)),
        seriesColumns,
        variableColumn,
        variables);
  }

  Optional<String> series() {
    return series;
  }

  private static HourOne hourOne(String text) {
    for (HourOne one : HourOne.values()) {
      if (one.text().equals(text)) {
        return one;
      }
    }
    throw new CommandFailed(
        ExitCode.USAGE, "--hour-one must be 00:00 or 01:00, got '%s'".formatted(text));
  }

  private static char character(String text) {
    if (text.equals("tab") || text.equals("\\t")) {
      return '\t';
    }
    if (text.length() != 1 || text.equals("\"") || text.equals("\n") || text.equals("\r")) {
      throw new CommandFailed(
          ExitCode.USAGE, "--delimiter must be one character or tab, got '%s'".formatted(text));
    }
    return text.charAt(0);
  }

  private static <E extends Enum<E>> E named(Class<E> type, String option, String name) {
    for (E each : type.getEnumConstants()) {
      if (each.name().toLowerCase(Locale.ROOT).equals(name)) {
        return each;
      }
    }
    throw new CommandFailed(
        ExitCode.USAGE,
        "%s must be one of %s, got '%s'"
            .formatted(
                option,
                List.of(type.getEnumConstants()).toString().toLowerCase(Locale.ROOT),
                name));
  }

  /** A series may be named with letters, digits, dots, dashes and underscores. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.lastIndexOf('.');
    String safe = (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9_.-]", "_");
    return safe.substring(0, Math.min(100, safe.length()));
  }
}
