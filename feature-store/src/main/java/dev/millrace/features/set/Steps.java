package dev.millrace.features.set;

/** The limits of a number of steps in a declaration. */
final class Steps {

  /** Eleven years of hours: anything longer is a mistake, and would overflow sums of steps. */
  private static final int MOST = 100_000;

  private Steps() {}

  static void check(String what, int steps) {
    if (steps < 1 || steps > MOST) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d steps, got %d".formatted(what, MOST, steps));
    }
  }
}
