package dev.millrace.features.series;

import dev.millrace.features.set.Statistic;
import java.util.Arrays;

/**
 * Summaries of runs of values, one per place: the count, and of mean, sum of squared deviations and
 * extreme what the statistic is made of.
 */
final class Moments {

  private static final double[] NOT_NEEDED = {};

  private final Statistic statistic;
  final int[] count;
  final double[] mean;
  final double[] squares;

  /** Smallest or largest value. */
  final double[] extreme;

  Moments(Statistic statistic, int places) {
    this.statistic = statistic;
    count = new int[places];
    mean =
        switch (statistic) {
          case MEAN, STD -> new double[places];
          case MIN, MAX -> NOT_NEEDED;
        };
    squares = statistic == Statistic.STD ? new double[places] : NOT_NEEDED;
    extreme =
        switch (statistic) {
          case MEAN, STD -> NOT_NEEDED;
          case MIN, MAX -> new double[places];
        };
    clear();
  }

  /** Makes every run empty. */
  void clear() {
    Arrays.fill(count, 0);
    Arrays.fill(mean, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(
        extreme, statistic == Statistic.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY);
  }

  /** Makes a place the run that ended or began at its neighbour, and one value more. */
  void extend(int place, int neighbour, double value) {
    count[place] = count[neighbour];
    switch (statistic) {
      case MEAN -> mean[place] = mean[neighbour];
      case STD -> {
        mean[place] = mean[neighbour];
        squares[place] = squares[neighbour];
      }
      case MIN, MAX -> extreme[place] = extreme[neighbour];
    }
    add(place, value);
  }

  /** Welford's step: no difference of large sums, so nothing cancels. */
  void add(int place, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    count[place]++;
    switch (statistic) {
      case MEAN -> mean[place] += (value - mean[place]) / count[place];
      case STD -> {
        double delta = value - mean[place];
        mean[place] += delta / count[place];
        squares[place] += delta * (value - mean[place]);
      }
      case MIN -> extreme[place] = Math.min(extreme[place], value);
      case MAX -> extreme[place] = Math.max(extreme[place], value);
    }
  }
}
