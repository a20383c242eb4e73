package dev.millrace.trainer.anomaly;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often points come.
 *
 * @param stepMicros the usual distance between two points of a series
 */
public record Pace(long stepMicros) {
  private static final long HOUR = 3_600_000_000L;
  static final double WEEK = 168.0 * HOUR;

  /** Alarms that are nearer belong together: nobody is called twice a day for the same thing. */
  private static final long NEAR = 24 * HOUR;

  private static final int NEAR_POINTS = 3;

  /** The median distance between neighbours of one series; an hour when there are none. */
  public static Pace of(List<Residuals> all) {
    long[] steps =
        all.stream()
            .map(Residuals::times)
            .flatMapToLong(
                times -> IntStream.range(1, times.length).mapToLong(i -> times[i] - times[i - 1]))
            .sorted()
            .toArray();
    return new Pace(steps.length == 0 ? HOUR : Math.max(1, steps[steps.length / 2]));
  }

  /** The longest pause within an incident. */
  long longestPause() {
    return Math.max(NEAR, NEAR_POINTS * stepMicros);
  }

  double pointsPerWeek() {
    return WEEK / stepMicros;
  }

  /** Weeks that so many series took, one after the other. */
  double weeks(List<Residuals> all) {
    return all.stream()
            .mapToLong(
                one -> Arrays.stream(one.times()).limit(1).map(first -> end(one) - first).sum())
            .sum()
        / WEEK;
  }

  private long end(Residuals one) {
    return one.times()[one.count() - 1] + stepMicros;
  }
}
