package dev.millrace.features.set;

/**
 * One column: a value computed for an origin out of what was observed strictly before it, of what
 * was known by then of the target's time, or of the calendar. Everything is in steps.
 */
public sealed interface Feature {

  /** Column name. */
  String name();

  /** What the column holds, one sentence. */
  String description();

  /** What it is computed of; the target variable for those that read nothing. */
  Input input();

  /** The value so many steps before the origin. */
  record Lag(Input input, int steps) implements Feature {
    public Lag {
      Limits.checkSteps("lag", steps);
    }

    @Override
    public String name() {
      return input.prefix() + "lag_" + steps;
    }

    @Override
    public String description() {
      return "value%s %d steps before the origin".formatted(input.phrase(), steps);
    }
  }

  /** By how much the last value before the origin differs from the one so many steps before it. */
  record Difference(Input input, int steps) implements Feature {
    public Difference {
      Limits.checkSteps("difference", steps);
    }

    @Override
    public String name() {
      return input.prefix() + "diff_" + steps;
    }

    @Override
    public String description() {
      return "last value%s before the origin less the value %d steps before that"
          .formatted(input.phrase(), steps);
    }
  }

  /**
   * A statistic over the given number of steps that end just before the origin.
   *
   * @param minimumShare share of the window's steps that must have a value, from above 0 to 1; with
   *     fewer the feature is missing
   */
  record Rolling(Input input, int steps, Statistic statistic, double minimumShare)
      implements Feature {
    public Rolling {
      Limits.checkSteps("window", steps);
      Limits.checkShare("minimum share", minimumShare);
    }

    /** Fewest values that make the window count. */
    public int minimumCount() {
      return Limits.atLeast(minimumShare, steps);
    }

    @Override
    public String name() {
      return input.prefix() + "roll_" + steps + "_" + statistic.word();
    }

    @Override
    public String description() {
      return "%s%s over the %d steps before the origin, of which at least %d have a value"
          .formatted(statistic.phrase(), input.phrase(), steps, minimumCount());
    }
  }

  /**
   * An exponentially weighted mean: a value that is the half-life older counts half as much. What
   * is ten half-lives old, and would count a thousandth, does not count at all.
   *
   * @param halfLife steps
   * @param minimumShare share of the steps that count which must have a value
   */
  record WeightedMean(Input input, int halfLife, double minimumShare) implements Feature {
    private static final int HALF_LIVES = 10;

    public WeightedMean {
      Limits.checkSteps("half-life", halfLife);
      Limits.checkSteps("ten half-lives", Math.multiplyExact(HALF_LIVES, halfLife));
      Limits.checkShare("minimum share", minimumShare);
    }

    /** How many steps before the origin count. */
    public int steps() {
      return HALF_LIVES * halfLife;
    }

    /** Fewest values that make a mean. */
    public int minimumCount() {
      return Limits.atLeast(minimumShare, steps());
    }

    @Override
    public String name() {
      return input.prefix() + "ewm_" + halfLife;
    }

    @Override
    public String description() {
      return "mean%s over the %d steps before the origin, weighted by 2^(-age / %d steps)"
          .formatted(input.phrase(), steps(), halfLife);
    }
  }

  /** The value at the target's time, as it was known by the origin. */
  record KnownAhead(Input input, Knowledge knowledge) implements Feature {
    @Override
    public String name() {
      return input.prefix() + "ahead";
    }

    @Override
    public String description() {
      return "value%s at the target's time, %s".formatted(input.phrase(), knowledge.phrase());
    }
  }

  /** What the calendar says about the target's time, which is known long before. */
  record Calendar(CalendarField field, Zone zone) implements Feature {
    @Override
    public Input input() {
      return Input.TARGET;
    }

    @Override
    public String name() {
      return field.word();
    }

    @Override
    public String description() {
      return "%s, %s".formatted(field.description(), zone);
    }
  }

  /** Whether the target's day is a public holiday, or next to one. */
  record Holiday(HolidayField field, String country, Zone zone) implements Feature {
    @Override
    public Input input() {
      return Input.TARGET;
    }

    @Override
    public String name() {
      return field.word();
    }

    @Override
    public String description() {
      return "%s in %s, %s".formatted(field.description(), country, zone);
    }
  }
}
