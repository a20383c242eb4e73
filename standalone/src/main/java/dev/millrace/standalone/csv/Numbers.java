package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads cells as numbers. */
final class Numbers {
  private static final Set<String> BLANKS =
      Set.of("", "na", "n/a", "#n/a", "nan", "null", "none", "-");
  private static final int LONGEST_BLANK = 4;
  private static final int GROUP = 3;

  private Numbers() {}

  /** Whether the cell says that there is no value. */
  static boolean isBlank(String cell) {
    return cell.isEmpty()
        || (cell.length() <= LONGEST_BLANK && BLANKS.contains(cell.toLowerCase(Locale.ROOT)));
  }

  /**
   * The finite number in a cell; empty when there is none. The other of point and comma may part
   * groups of three digits.
   */
  static OptionalDouble parse(String cell, Decimal decimal) {
    char point = decimal == Decimal.POINT ? '.' : ',';
    char group = decimal == Decimal.POINT ? ',' : '.';
    if (!isNumber(cell, point)) {
      return grouped(cell, point, group)
          ? parse(cell.replace(String.valueOf(group), ""), decimal)
          : OptionalDouble.empty();
    }
    double number = Double.parseDouble(point == '.' ? cell : cell.replace(',', '.'));
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** Whether it is {@code [-+]?digits[.digits][e[-+]digits]}, with a digit before the exponent. */
  private static boolean isNumber(String cell, char point) {
    int at = sign(cell, 0);
    int whole = digits(cell, at);
    int part = whole;
    if (whole < cell.length() && cell.charAt(whole) == point) {
      part = digits(cell, whole + 1);
    }
    boolean anyDigit = whole > at || part > whole + 1;
    if (!anyDigit || part == cell.length()) {
      return anyDigit;
    }
    if (cell.charAt(part) != 'e' && cell.charAt(part) != 'E') {
      return false;
    }
    int exponent = sign(cell, part + 1);
    return digits(cell, exponent) == cell.length() && exponent < cell.length();
  }

  /** Whether the group character cuts the whole part into one to three and then three digits. */
  private static boolean grouped(String cell, char point, char group) {
    int end = cell.indexOf(point);
    String whole = cell.substring(sign(cell, 0), end < 0 ? cell.length() : end);
    int first = whole.indexOf(group);
    if (first < 1 || first > GROUP || whole.charAt(0) == '0') {
      return false;
    }
    for (int at = first; at < whole.length(); at += GROUP + 1) {
      if (whole.charAt(at) != group || digits(whole, at + 1) != at + GROUP + 1) {
        return false;
      }
    }
    return true;
  }

  private static int sign(String text, int at) {
    return at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? at + 1 : at;
  }

  private static int digits(String text, int from) {
    int at = from;
    while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
      at++;
    }
    return at;
  }
}
