package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.set.Feature.WeightedMean;

/**
 * Exponentially weighted means, each summed anew from the oldest value to the latest: it depends on
 * the steps it covers and on nothing before them.
 */
final class WeightedMeans {

  private final Grid grid;
  private final WeightedMean feature;

  /** Weight by age in steps. */
  private final double[] weights;

  WeightedMeans(Grid grid, WeightedMean feature) {
    this.grid = grid;
    this.feature = feature;
    this.weights = new double[feature.steps()];
    for (int age = 0; age < weights.length; age++) {
      weights[age] = StrictMath.pow(2, -(double) age / feature.halfLife());
    }
  }

  /** The mean up to a step; NaN when it begins before the grid or has too few values. */
  double value(int last) {
    int first = last - weights.length + 1;
    if (first < 0 || last >= grid.size() || grid.count(first, last) < feature.minimumCount()) {
      return Double.NaN;
    }
    double sum = 0;
    double total = 0;
    for (int i = first; i <= last; i++) {
      double value = grid.value(i);
      if (!Double.isNaN(value)) {
        sum += weights[last - i] * value;
        total += weights[last - i];
      }
    }
    return sum / total;
  }
}
