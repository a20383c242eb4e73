package dev.millrace.standalone.cli;

import java.time.Duration;
import java.util.Locale;

/** What was measured, as numbers for machines and for people. */
final class Figures {
  private Figures() {}

  static double seconds(Duration time) {
    return time.toNanos() / 1e9;
  }

  /** With a point before the decimals and commas between thousands, wherever this runs. */
  static String number(double value, int decimals) {
    return String.format(Locale.ROOT, "%,." + decimals + "f", value);
  }
}
