package dev.millrace.hpo.search.cmaes;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.numeric.Normal;

/**
 * Keeps a distribution from settling on one level of an axis: the levels beside keep a small
 * probability.
 *
 * <p>Source: Hamano, Saito, Nomura, Shirakawa, <i>CMA-ES with Margin: Lower-Bounding Marginal
 * Probability for Mixed-Integer Black-Box Optimization</i>, GECCO 2022.
 */
final class Margin {

  private final double oneSided;
  private final double twoSided;

  Margin(int axes, int population) {
    double probability = 1.0 / (axes * population);
    this.oneSided = quantile(1 - Math.min(0.5, probability));
    this.twoSided = quantile(1 - probability / 2);
  }

  void keep(Distribution distribution, int index, Axis.Levels axis) {
    double mean = Math.clamp(distribution.mean(index), 0.0, 1.0);
    int level = axis.nearest(mean);
    double deviation = distribution.deviation(index);
    if (level > 0 && level < axis.count() - 1) {
      double below = (axis.coordinate(level - 1) + axis.coordinate(level)) / 2;
      double above = (axis.coordinate(level) + axis.coordinate(level + 1)) / 2;
      double least = (above - below) / (2 * twoSided);
      if (deviation < least) {
        distribution.widen(index, least);
        deviation = least;
      }
      mean = Math.clamp(mean, above - twoSided * deviation, below + twoSided * deviation);
    } else {
      int beside = level == 0 ? 1 : level - 1;
      double border = (axis.coordinate(level) + axis.coordinate(beside)) / 2;
      mean = Math.clamp(mean, border - oneSided * deviation, border + oneSided * deviation);
    }
    distribution.moveMean(index, mean);
  }

  /** Where the standard normal distribution reaches a probability of at least a half. */
  private static double quantile(double probability) {
    double low = 0;
    double high = 9;
    while (high - low > 1e-12) {
      double middle = (low + high) / 2;
      if (Normal.cdf(middle) < probability) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }
}
