package dev.millrace.trainer.anomaly;

import java.util.Arrays;

/**
 * What a forecast left unexplained of one series, out of sample and in order of time. Arrays are
 * handed out as they are and never written to.
 */
public final class Residuals {
  private final String series;
  private final long[] times;
  private final double[] values;

  /**
   * Takes the arrays as they are.
   *
   * @param times of the values, microseconds since 1970-01-01, rising
   * @param values actual less forecast, finite
   */
  public Residuals(String series, long[] times, double[] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          "as many times as residuals are needed, got %d and %d"
              .formatted(times.length, values.length));
    }
    this.series = series;
    this.times = times;
    this.values = values;
  }

  public String series() {
    return series;
  }

  long[] times() {
    return times;
  }

  double[] values() {
    return values;
  }

  int count() {
    return values.length;
  }

  /** Those of earlier times. */
  public Residuals before(long time) {
    int at = Arrays.binarySearch(times, time);
    int end = at < 0 ? -at - 1 : at;
    return new Residuals(series, Arrays.copyOf(times, end), Arrays.copyOf(values, end));
  }

  /** The residuals of a series while they come. */
  public static final class Gathering {
    private final String series;
    private long[] times = new long[64];
    private double[] values = new double[64];
    private int count;

    /** Nothing yet. */
    public Gathering(String series) {
      this.series = series;
    }

    /** Adds one; times rise. */
    public void add(long time, double value) {
      if (count == times.length) {
        times = Arrays.copyOf(times, 2 * count);
        values = Arrays.copyOf(values, 2 * count);
      }
      times[count] = time;
      values[count++] = value;
    }

    /** All that have come. */
    public Residuals residuals() {
      return new Residuals(series, Arrays.copyOf(times, count), Arrays.copyOf(values, count));
    }
  }
}
