package dev.millrace.standalone.bench.online;

import java.time.Duration;
import java.util.Arrays;

/**
 * From when a question should have been sent until its answer was there: one that had to wait for
 * its turn waited, too.
 *
 * @param answered how many answers were right
 * @param failed how many were not
 */
public record Latencies(
    int answered, int failed, Duration median, Duration p95, Duration p99, Duration longest) {

  /**
   * Of these times.
   *
   * @param nanos nanoseconds; negative for a question without an answer
   */
  static Latencies of(long[] nanos) {
    long[] sorted = Arrays.stream(nanos).filter(each -> each >= 0).sorted().toArray();
    return new Latencies(
        sorted.length,
        nanos.length - sorted.length,
        quantile(sorted, 0.5),
        quantile(sorted, 0.95),
        quantile(sorted, 0.99),
        quantile(sorted, 1));
  }

  /** The smallest time that such a share does not exceed; zero when there is none. */
  private static Duration quantile(long[] sorted, double share) {
    int place = (int) Math.ceil(share * sorted.length) - 1;
    return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[Math.max(0, place)]);
  }
}
