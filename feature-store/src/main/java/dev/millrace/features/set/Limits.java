package dev.millrace.features.set;

/** The limits of what can be declared. */
final class Limits {

  /** Eleven years of hours: anything longer is a mistake, and would overflow sums of steps. */
  static final int MOST_STEPS = 100_000;

  private Limits() {}

  static void checkSteps(String what, int steps) {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "%s must be 1 to %d steps, got %d".formatted(what, MOST_STEPS, steps));
    }
  }

  static void checkShare(String what, double share) {
    if (!(share > 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "%s must be above 0 and at most 1, got %s".formatted(what, share));
    }
  }

  /** Fewest of so many steps that are such a share of them, at least one. */
  static int atLeast(double share, int steps) {
    return Math.max(1, (int) Math.ceil(steps * share - 1e-9));
  }
}
