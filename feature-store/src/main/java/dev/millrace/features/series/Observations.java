package dev.millrace.features.series;

import java.util.Arrays;

/**
 * What was observed of one variable of one series, one value per time, in time order.
 *
 * <p>A withdrawn value is NaN: the time counts, the value does not.
 */
public final class Observations {

  private final long[] times;
  private final double[] values;
  private final long corrections;

  /**
   * @param times milliseconds since 1970-01-01, strictly ascending
   * @param values as many, NaN where withdrawn
   * @param corrections how many of the times had more than one recorded version
   */
  public Observations(long[] times, double[] values, long corrections) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "as many values as times are needed, got %d and %d"
              .formatted(values.length, times.length));
    }
    for (int i = 1; i < times.length; i++) {
      if (times[i] <= times[i - 1]) {
        throw new IllegalArgumentException(
            "times must ascend, got %d after %d".formatted(times[i], times[i - 1]));
      }
    }
    this.times = times.clone();
    this.values = values.clone();
    this.corrections = corrections;
  }

  /** How many times were observed. */
  public int size() {
    return times.length;
  }

  /** Time of an observation in milliseconds since 1970-01-01. */
  public long time(int index) {
    return times[index];
  }

  /** Value of an observation, NaN where withdrawn. */
  public double value(int index) {
    return values[index];
  }

  /** Those from a time on and before another. */
  public Observations between(long from, long until) {
    int first = place(from);
    int end = Math.max(first, place(until));
    return new Observations(
        Arrays.copyOfRange(times, first, end), Arrays.copyOfRange(values, first, end), corrections);
  }

  private int place(long time) {
    int found = Arrays.binarySearch(times, time);
    return found < 0 ? -found - 1 : found;
  }

  /** How many of the times had more than one recorded version. */
  public long corrections() {
    return corrections;
  }

  /** The finite values, in time order. */
  public double[] finiteValues() {
    return Arrays.stream(values).filter(Double::isFinite).toArray();
  }
}
