package dev.millrace.trainer.anomaly;

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
}
