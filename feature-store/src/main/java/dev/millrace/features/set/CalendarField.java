package dev.millrace.features.set;

/**
 * What the calendar says about an instant, in UTC.
 *
 * <p>There is no month: in one or two years of data it stands for "last year" and drifts.
 */
public enum CalendarField {
  HOUR("hour", "hour of the day of the target, 0 to 23, UTC") {
    @Override
    public double at(long epochMillis) {
      return hour(epochMillis);
    }
  },
  HOUR_SIN("hour_sin", "sine of the hour of the day of the target, one turn a day") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.sin(turn(hour(epochMillis), 24));
    }
  },
  HOUR_COS("hour_cos", "cosine of the hour of the day of the target, one turn a day") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.cos(turn(hour(epochMillis), 24));
    }
  },
  DAY_OF_WEEK("day_of_week", "day of the week of the target, Monday 0 to Sunday 6, UTC") {
    @Override
    public double at(long epochMillis) {
      return dayOfWeek(epochMillis);
    }
  },
  DOW_SIN("dow_sin", "sine of the day of the week of the target, one turn a week") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.sin(turn(dayOfWeek(epochMillis), 7));
    }
  },
  DOW_COS("dow_cos", "cosine of the day of the week of the target, one turn a week") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.cos(turn(dayOfWeek(epochMillis), 7));
    }
  },
  IS_WEEKEND("is_weekend", "1 when the target is on a Saturday or Sunday, else 0, UTC") {
    @Override
    public double at(long epochMillis) {
      return dayOfWeek(epochMillis) >= 5 ? 1 : 0;
    }
  };

  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** 1970-01-01 was a Thursday: three days after a Monday. */
  private static final int EPOCH_DAY_OF_WEEK = 3;

  private final String word;
  private final String description;

  CalendarField(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** The field's value at an instant, given in milliseconds since 1970-01-01. */
  public abstract double at(long epochMillis);

  /** The column's name. */
  public String word() {
    return word;
  }

  /** What the column holds, one sentence. */
  public String description() {
    return description;
  }

  private static long hour(long epochMillis) {
    return Math.floorMod(epochMillis, DAY_MILLIS) / HOUR_MILLIS;
  }

  private static long dayOfWeek(long epochMillis) {
    return Math.floorMod(Math.floorDiv(epochMillis, DAY_MILLIS) + EPOCH_DAY_OF_WEEK, 7L);
  }

  private static double turn(long part, int whole) {
    return 2 * Math.PI * part / whole;
  }
}
