package dev.millrace.features.set;

/** A forecast that needs no model, made of one value observed strictly before the origin. */
public sealed interface Baseline {

  /** Column name. */
  String name();

  /** What the column holds, one sentence. */
  String description();

  /** How many steps before the origin its value lies, at least 1, for a horizon in steps. */
  int stepsBeforeOrigin(int horizon);

  /** The last known value. */
  record Persistence() implements Baseline {
    @Override
    public String name() {
      return "persistence";
    }

    @Override
    public String description() {
      return "last value before the origin";
    }

    @Override
    public int stepsBeforeOrigin(int horizon) {
      return 1;
    }
  }

  /**
   * The value a whole number of periods before the target, the fewest that are before the origin.
   */
  record SeasonalNaive(int period) implements Baseline {
    public SeasonalNaive {
      Limits.checkSteps("period", period);
    }

    @Override
    public String name() {
      return "seasonal_naive_" + period;
    }

    @Override
    public String description() {
      return "latest value before the origin that lies a multiple of %d steps before the target"
          .formatted(period);
    }

    @Override
    public int stepsBeforeOrigin(int horizon) {
      return Math.toIntExact((horizon / period + 1L) * period - horizon);
    }
  }
}
