package dev.millrace.standalone.csv;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a person says about a file; the rest is guessed.
 *
 * @param text how its bytes and cells are written; only for files of text
 * @param timeColumn column with the time of the observation
 * @param timePattern pattern of the times, or {@code epoch-s}, {@code epoch-ms}, {@code epoch-us},
 *     {@code epoch-ns}
 * @param zone where times without an offset were read off the clock
 * @param series with one series in the file: its name; with several: the only one to read
 * @param fileSeries name of the one series when nobody named it
 * @param shape one series, or several
 * @param seriesColumns columns that name the series
 * @param variableColumn column that names the variable of its row's only value
 * @param variables columns to read as values; empty = every column that holds numbers
 */
public record FileRequest(
    Text text,
    Optional<String> timeColumn,
    Optional<String> timePattern,
    ZoneId zone,
    Optional<String> series,
    String fileSeries,
    Optional<Shape> shape,
    List<String> seriesColumns,
    Optional<String> variableColumn,
    List<String> variables) {

  /** How the rows of a file are laid out. */
  public enum Shape {
    /** One series; a column per variable. */
    WIDE,
    /** A column names the series of each row. */
    LONG
  }

  /** What stands for the decimal point. */
  public enum Decimal {
    POINT,
    COMMA
  }

  /** How text is written; empty = guessed. */
  public record Text(
      Optional<Charset> charset, Optional<Character> delimiter, Optional<Decimal> decimal) {
    public static final Text GUESSED =
        new Text(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public FileRequest {
    seriesColumns = List.copyOf(seriesColumns);
    variables = List.copyOf(variables);
  }

  /** Nothing is said but the zone and a name for the series. */
  public static FileRequest guessing(ZoneId zone, String fileSeries) {
    return new FileRequest(
        Text.GUESSED,
        Optional.empty(),
        Optional.empty(),
        zone,
        Optional.empty(),
        fileSeries,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
