package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Where things are in a table.
 *
 * @param header names of its columns
 * @param time where the time of observation is, and how it is written
 * @param series columns that name the series; empty = one series
 * @param variable column that names the variable of the row's only value; empty = a column per
 *     variable
 * @param values columns with values; one, where a column names the variable
 * @param decimal how numbers are written
 * @param left columns that are not read, and why
 */
record Layout(
    List<String> header,
    Time time,
    List<Integer> series,
    Optional<Integer> variable,
    List<Value> values,
    Decimal decimal,
    List<Left> left) {

  /**
   * The times.
   *
   * @param cells where they stand
   * @param zone where those without an offset were read off the clock
   * @param backwards whether later times stand further up
   */
  record Time(TimeCells cells, TimeFormat format, ZoneId zone, boolean backwards) {}

  /**
   * A column with values.
   *
   * @param certain false when it was empty as far as was looked: text in it is passed over
   * @param flag the words for yes and no that it holds; empty = numbers
   */
  record Value(int column, String name, boolean certain, Optional<Flag> flag) {

    /** The cell's value; empty when it is none of the kind. */
    OptionalDouble parse(String cell, Decimal decimal) {
      return flag.isPresent() ? flag.get().parse(cell) : Numbers.parse(cell, decimal);
    }

    /** What its cells are, after "is no". */
    String kind() {
      return flag.map(Flag::word).orElse("number");
    }
  }

  /** A column that is not read. */
  record Left(String name, String reason) {}

  Layout {
    header = List.copyOf(header);
    series = List.copyOf(series);
    values = List.copyOf(values);
    left = List.copyOf(left);
  }

  /** All of it in one line. */
  String describe() {
    List<String> parts = new ArrayList<>();
    String offset = time.format().describe().endsWith("X") ? "" : ", taken as " + time.zone();
    boolean counted = time.format() instanceof EpochTime;
    parts.add(
        "%s as time (%s%s%s)"
            .formatted(
                Names.few(time.cells().names(header)),
                time.format().describe(),
                time.cells().describe(),
                counted ? "" : offset));
    if (!series.isEmpty()) {
      parts.add(Names.few(names(series)) + " as series");
    }
    List<String> variables = values.stream().map(Value::name).toList();
    variable.ifPresent(
        column -> parts.add(Names.shortened(header.get(column)) + " as name of the variable"));
    parts.add(
        Names.few(variables)
            + (variable.isPresent() ? " as its value" : " as variable")
            + (variables.size() > 1 ? "s" : "")
            + (decimal == Decimal.COMMA ? " (decimal comma)" : ""));
    for (Flag flag : Flag.values()) {
      List<String> flags =
          values.stream().filter(v -> v.flag().equals(Optional.of(flag))).map(Value::name).toList();
      if (!flags.isEmpty()) {
        parts.add("%s with %s".formatted(Names.few(flags), flag.describe()));
      }
    }
    String read = String.join(", ", parts);
    return left.isEmpty() ? read : read + "; not sent: " + leftInWords();
  }

  private String leftInWords() {
    return Names.few(
        left.stream()
            .map(each -> "%s (%s)".formatted(Names.shortened(each.name()), each.reason()))
            .toList());
  }

  private List<String> names(List<Integer> columns) {
    return columns.stream().map(header::get).toList();
  }
}
