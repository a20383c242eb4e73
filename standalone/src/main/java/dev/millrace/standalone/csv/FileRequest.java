package dev.millrace.standalone.csv;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a person says about a file; the rest is guessed.
 *
 * @param text how its bytes and cells are written; only for files of text
 * @param times when its rows were observed
 * @param series with one series in the file: its name; with several: the only one to read
 * @param fileSeries name of the one series when nobody named it
 * @param shape one series, or several
 * @param seriesColumns columns that name the series
 * @param variableColumn column that names the variable of its row's only value
 * @param variables columns to read as values; empty = every column that holds numbers
 */
public record FileRequest(
    Text text,
    Times times,
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

  /** When hour 1 is, of hours that are counted from 1 to 24. */
  public enum HourOne {
    /** At its beginning. */
    AT_0("00:00"),
    /** At its end. */
    AT_1("01:00");

    private final String text;

    HourOne(String text) {
      this.text = text;
    }

    public String text() {
      return text;
    }
  }

  /**
   * How rows say when they were.
   *
   * @param columns the column of the time, or those of the date and of the time of day; empty =
   *     guessed
   * @param pattern pattern of the times, or {@code epoch-s}, {@code epoch-ms}, {@code epoch-us},
   *     {@code epoch-ns}
   * @param hourOne empty = nobody said
   * @param zone where times without an offset were read off the clock
   */
  public record Times(
      List<String> columns, Optional<String> pattern, Optional<HourOne> hourOne, ZoneId zone) {
    public Times {
      columns = List.copyOf(columns);
    }

    /** The same for a table with these columns, of which one may have a comma in its name. */
    Times in(List<String> header) {
      String one = String.join(",", columns);
      return header.contains(one) ? new Times(List.of(one), pattern, hourOne, zone) : this;
    }

    /** Nothing is said but the zone. */
    public static Times guessed(ZoneId zone) {
      return new Times(List.of(), Optional.empty(), Optional.empty(), zone);
    }
  }

  public FileRequest {
    seriesColumns = List.copyOf(seriesColumns);
    variables = List.copyOf(variables);
  }

  /** Nothing is said but the zone and a name for the series. */
  public static FileRequest guessing(ZoneId zone, String fileSeries) {
    return new FileRequest(
        Text.GUESSED,
        Times.guessed(zone),
        Optional.empty(),
        fileSeries,
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of());
  }
}
