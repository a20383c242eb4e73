package dev.millrace.features.set;

/** A value computed for an origin out of what was observed strictly before it, or of the clock. */
public sealed interface Feature {

  /** Column name. */
  String name();

  /** What the column holds, one sentence. */
  String description();

  /** The value so many steps before the origin. */
  record Lag(int steps) implements Feature {
    public Lag {
      Steps.check("lag", steps);
    }

    @Override
    public String name() {
      return "lag_" + steps;
    }

    @Override
    public String description() {
      return "value %d steps before the origin".formatted(steps);
    }
  }

  /**
   * A statistic over the given number of steps that end just before the origin.
   *
   * @param minimumShare share of the window's steps that must have a value, from above 0 to 1; with
   *     fewer the feature is missing
   */
  record Rolling(int steps, Statistic statistic, double minimumShare) implements Feature {
    public Rolling {
      Steps.check("window", steps);
      if (!(minimumShare > 0 && minimumShare <= 1)) {
        throw new IllegalArgumentException(
            "minimum share must be above 0 and at most 1, got " + minimumShare);
      }
    }

    /** Fewest values that make the window count. */
    public int minimumCount() {
      return Math.max(1, (int) Math.ceil(steps * minimumShare - 1e-9));
    }

    @Override
    public String name() {
      return "roll_" + steps + "_" + statistic.word();
    }

    @Override
    public String description() {
      return "%s of the %d steps before the origin, of which at least %d have a value"
          .formatted(statistic.phrase(), steps, minimumCount());
    }
  }

  /** What the calendar says about the target's time, which is known long before. */
  record Calendar(CalendarField field) implements Feature {
    @Override
    public String name() {
      return field.word();
    }

    @Override
    public String description() {
      return field.description();
    }
  }
}
