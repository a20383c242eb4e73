package dev.millrace.standalone.csv;

import java.util.Locale;

/** Writes examples of times as patterns, for people. */
final class TimePattern {
  private TimePattern() {}

  /** The pattern of a date in digits, perhaps with a time behind it. */
  static String of(String example, String first, String second, String third) {
    String upper = example.toUpperCase(Locale.ROOT);
    if (TimeGuess.isBareDigits(example)) {
      return "yyyyMMddHHmmss".substring(0, example.length());
    }
    if (upper.matches("[0-9]{8}T.*")) {
      return "yyyyMMdd'T'HHmm[ss][X]";
    }
    if (upper.matches("[0-9]{8} .*")) {
      return "yyyyMMdd" + clock(example);
    }
    char separator = upper.replaceAll("[0-9]", "").charAt(0);
    return first + separator + second + separator + third + clock(example);
  }

  /** The pattern of the time of day in the example, with what parts it from the date. */
  static String clock(String example) {
    String upper = example.toUpperCase(Locale.ROOT);
    long colons =
        upper.replaceAll("([+-][0-9]{2}):?[0-9]{2}$", "$1").chars().filter(c -> c == ':').count();
    if (colons == 0) {
      return "";
    }
    return (upper.matches(".*[0-9]T.*") ? "'T'" : " ")
        + "HH:mm"
        + (colons > 1 ? ":ss" : "")
        + (upper.endsWith("M") ? " a" : "")
        + (upper.matches(".*(Z|UTC|GMT|:[0-9.,]+ ?[+-][0-9:]+)(\\[.*)?") ? "X" : "");
  }
}
