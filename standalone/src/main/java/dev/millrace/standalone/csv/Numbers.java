package dev.millrace.standalone.csv;

import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads cells as numbers. */
final class Numbers {
  private static final Set<String> BLANKS = Set.of("", "na", "n/a", "nan", "null", "none", "-");

  private Numbers() {}

  /** Whether the cell says that there is no value. */
  static boolean isBlank(String cell) {
    return BLANKS.contains(cell.toLowerCase(Locale.ROOT));
  }

  /**
   * The finite number in a cell; empty when there is none. A decimal comma is read where the comma
   * does not part fields.
   */
  static OptionalDouble parse(String cell, char delimiter) {
    String text =
        delimiter != ',' && cell.matches("[-+]?([0-9]+|[0-9]{1,3}([.][0-9]{3})+),[0-9]+")
            ? cell.replace(".", "").replace(',', '.')
            : cell;
    try {
      double number = Double.parseDouble(text);
      return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
    } catch (NumberFormatException e) {
      return OptionalDouble.empty();
    }
  }
}
