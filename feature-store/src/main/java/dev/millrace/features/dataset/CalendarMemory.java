package dev.millrace.features.dataset;

import dev.millrace.features.set.CalendarField;
import java.util.Arrays;

/**
 * A field of the calendar, with its values remembered over one period: a sine costs more than all
 * else in a row.
 */
final class CalendarMemory {

  private static final int MOST = 4096;

  private final CalendarField field;
  private final long stepMillis;
  private final long[] times;
  private final double[] values;

  CalendarMemory(CalendarField field, long stepMillis) {
    this.field = field;
    this.stepMillis = stepMillis;
    int places = Math.clamp(field.periodMillis() / stepMillis, 1, MOST);
    this.times = new long[places];
    this.values = new double[places];
    Arrays.fill(times, -1);
  }

  /** The field's value at what the clock shows, in milliseconds since 1970-01-01. */
  double at(long local) {
    long time = Math.floorMod(local, field.periodMillis());
    int place = (int) (time / stepMillis % times.length);
    if (times[place] != time) {
      times[place] = time;
      values[place] = field.at(time);
    }
    return values[place];
  }
}
