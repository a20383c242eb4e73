package dev.millrace.standalone.bench.online;

/**
 * What is asked.
 *
 * @param series how many there are, with {@link #HOURS} hourly values each
 * @param rate questions a second, each for one series
 * @param seconds how long, after a warm-up as long
 */
public record OnlineLoad(int series, int rate, int seconds) {

  /** A little more than the longest lag of {@code forecast_basic}, and a horizon. */
  static final int HOURS = 240;

  public OnlineLoad {
    if (series < 1 || rate < 1 || seconds < 1) {
      throw new IllegalArgumentException(
          "series, rate and seconds must be ≥ 1, got %d, %d and %d"
              .formatted(series, rate, seconds));
    }
  }

  int questions() {
    return Math.multiplyExact(rate, seconds);
  }
}
