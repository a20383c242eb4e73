package dev.millrace.features.series;

/**
 * Every version that was recorded of one variable of one series, by observation time and then by
 * the time it was recorded. It answers what was known of a time at an earlier instant.
 *
 * <p>A withdrawal is a version of its own with the value NaN.
 */
public final class Versions {

  private final long[] times;
  private final long[] recordedTimes;
  private final double[] values;

  /**
   * @param times when each version's value held, milliseconds since 1970-01-01, ascending
   * @param recordedTimes when each became known, ascending among versions of one time
   * @param values as many, NaN where withdrawn
   */
  public Versions(long[] times, long[] recordedTimes, double[] values) {
    if (times.length != values.length || times.length != recordedTimes.length) {
      throw new IllegalArgumentException(
          "as many values and recorded times as times are needed, got %d and %d and %d"
              .formatted(values.length, recordedTimes.length, times.length));
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] < times[i - 1]
          || (times[i] == times[i - 1] && recordedTimes[i] < recordedTimes[i - 1])) {
        throw new IllegalArgumentException(
            "versions must ascend, got %d recorded at %d after %d recorded at %d"
                .formatted(times[i], recordedTimes[i], times[i - 1], recordedTimes[i - 1]));
      }
    }
    this.times = times.clone();
    this.recordedTimes = recordedTimes.clone();
    this.values = values.clone();
  }

  /** How many versions there are. */
  public int size() {
    return times.length;
  }

  /** When the value of a version held, in milliseconds since 1970-01-01. */
  public long time(int index) {
    return times[index];
  }

  /** When a version became known, in milliseconds since 1970-01-01. */
  public long recordedTime(int index) {
    return recordedTimes[index];
  }

  /** Value of a version, NaN where withdrawn. */
  public double value(int index) {
    return values[index];
  }

  /** The first version whose time is not before the given one; {@link #size()} if there is none. */
  public int firstAt(long time) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (times[middle] < time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /**
   * What was known of a time at an instant: the value of the version recorded last at or before it,
   * NaN when there was none yet or it was a withdrawal.
   */
  public double knownAt(long time, long instant) {
    double known = Double.NaN;
    for (int i = firstAt(time);
        i < times.length && times[i] == time && recordedTimes[i] <= instant;
        i++) {
      known = values[i];
    }
    return known;
  }

  /**
   * What was known of a step at an instant; of several observations in it the first counts, as in a
   * {@link Grid}.
   *
   * @param from beginning of the step, milliseconds since 1970-01-01
   * @param until its end, exclusive
   */
  public double knownWithin(long from, long until, long instant) {
    int at = firstAt(from);
    while (at < times.length && times[at] < until) {
      double known = knownAt(times[at], instant);
      if (Double.isFinite(known)) {
        return known;
      }
      at = firstAt(times[at] + 1);
    }
    return Double.NaN;
  }
}
