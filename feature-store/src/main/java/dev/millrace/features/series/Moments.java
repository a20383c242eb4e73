package dev.millrace.features.series;

import java.util.Arrays;

/**
 * Count, mean, sum of squared deviations, smallest and largest of a run of values, one per place.
 */
final class Moments {

  final int[] count;
  final double[] mean;
  final double[] squares;
  final double[] smallest;
  final double[] largest;

  Moments(int places) {
    count = new int[places];
    mean = new double[places];
    squares = new double[places];
    smallest = new double[places];
    largest = new double[places];
    clear();
  }

  /** Makes every run empty. */
  void clear() {
    Arrays.fill(count, 0);
    Arrays.fill(mean, 0);
    Arrays.fill(squares, 0);
    Arrays.fill(smallest, Double.POSITIVE_INFINITY);
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
  }

  /** Makes a place the run that ended or began at its neighbour, and one value more. */
  void extend(int place, int neighbour, double value) {
    count[place] = count[neighbour];
    mean[place] = mean[neighbour];
    squares[place] = squares[neighbour];
    smallest[place] = smallest[neighbour];
    largest[place] = largest[neighbour];
    add(place, value);
  }

  /** Welford's step: no difference of large sums, so nothing cancels. */
  void add(int place, double value) {
    if (Double.isNaN(value)) {
      return;
    }
    count[place]++;
    double delta = value - mean[place];
    mean[place] += delta / count[place];
    squares[place] += delta * (value - mean[place]);
    smallest[place] = Math.min(smallest[place], value);
    largest[place] = Math.max(largest[place], value);
  }
}
