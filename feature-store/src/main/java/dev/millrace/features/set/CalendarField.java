package dev.millrace.features.set;

import java.time.LocalDate;

/**
 * What clock and calendar say about an instant of a zone.
 *
 * <p>The sets that come with Millrace leave the month out: in one or two years of data it stands
 * for "last year" and drifts.
 */
public enum CalendarField {
  HOUR("hour", "hour of the day of the target, 0 to 23") {
    @Override
    public double at(long epochMillis) {
      return hour(epochMillis);
    }
  },
  HOUR_SIN("hour_sin", "sine of the time of the day of the target, one turn a day") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.sin(turn(timeOfDay(epochMillis), 24));
    }
  },
  HOUR_COS("hour_cos", "cosine of the time of the day of the target, one turn a day") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.cos(turn(timeOfDay(epochMillis), 24));
    }
  },
  DAY_OF_WEEK("day_of_week", "day of the week of the target, Monday 0 to Sunday 6") {
    @Override
    public double at(long epochMillis) {
      return dayOfWeek(epochMillis);
    }
  },
  DOW_SIN("dow_sin", "sine of the day of the week of the target, one turn a week") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.sin(turn((double) dayOfWeek(epochMillis), 7));
    }
  },
  DOW_COS("dow_cos", "cosine of the day of the week of the target, one turn a week") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.cos(turn((double) dayOfWeek(epochMillis), 7));
    }
  },
  IS_WEEKEND("is_weekend", "1 when the target is on a Saturday or Sunday, else 0") {
    @Override
    public double at(long epochMillis) {
      return dayOfWeek(epochMillis) >= 5 ? 1 : 0;
    }
  },
  MONTH("month", "month of the target, January 1 to December 12") {
    @Override
    public double at(long epochMillis) {
      return month(epochMillis);
    }
  },
  MONTH_SIN("month_sin", "sine of the month of the target, one turn a year") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.sin(turn((double) month(epochMillis), 12));
    }
  },
  MONTH_COS("month_cos", "cosine of the month of the target, one turn a year") {
    @Override
    public double at(long epochMillis) {
      return StrictMath.cos(turn((double) month(epochMillis), 12));
    }
  };

  private static final long HOUR_MILLIS = 3_600_000;
  private static final long DAY_MILLIS = 24 * HOUR_MILLIS;

  /** So many days has the calendar's own period of 400 years. */
  private static final long FOUR_CENTURIES = 146_097 * DAY_MILLIS;

  /** 1970-01-01 was a Thursday: three days after a Monday. */
  private static final int EPOCH_DAY_OF_WEEK = 3;

  private final String word;
  private final String description;

  CalendarField(String word, String description) {
    this.word = word;
    this.description = description;
  }

  /** The field's value at what the clock shows, in milliseconds since 1970-01-01. */
  public abstract double at(long epochMillis);

  /** After how long it repeats. */
  public long periodMillis() {
    return switch (this) {
      case HOUR, HOUR_SIN, HOUR_COS -> DAY_MILLIS;
      case DAY_OF_WEEK, DOW_SIN, DOW_COS, IS_WEEKEND -> 7 * DAY_MILLIS;
      case MONTH, MONTH_SIN, MONTH_COS -> FOUR_CENTURIES;
    };
  }

  /** Whether it tells the steps of a series apart: the hour of daily values is always the same. */
  public boolean varies(long stepMillis) {
    return stepMillis < periodMillis();
  }

  /** The column's name. */
  public String word() {
    return word;
  }

  /** What the column holds, one sentence. */
  public String description() {
    return description;
  }

  /** Hours since midnight, with their fraction. */
  private static double timeOfDay(long epochMillis) {
    return (double) Math.floorMod(epochMillis, DAY_MILLIS) / HOUR_MILLIS;
  }

  private static long hour(long epochMillis) {
    return Math.floorMod(epochMillis, DAY_MILLIS) / HOUR_MILLIS;
  }

  private static long dayOfWeek(long epochMillis) {
    return Math.floorMod(Math.floorDiv(epochMillis, DAY_MILLIS) + EPOCH_DAY_OF_WEEK, 7L);
  }

  private static int month(long epochMillis) {
    return LocalDate.ofEpochDay(Math.floorDiv(epochMillis, DAY_MILLIS)).getMonthValue();
  }

  private static double turn(double part, int whole) {
    return 2 * Math.PI * part / whole;
  }
}
