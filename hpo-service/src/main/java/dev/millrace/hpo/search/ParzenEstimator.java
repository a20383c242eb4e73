package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A density on a dimension's scale: one truncated Gaussian around each observation, and a wide one
 * in the middle as the prior. On a grid the density of a point is the probability of its grid cell.
 */
final class ParzenEstimator {

  /** "Magic clip" of Bergstra's code: no kernel narrower than this share of the scale. */
  private static final double NARROWEST = 0.01;

  /** Beyond so many standard deviations a kernel adds nothing beside the prior. */
  private static final double REACH = 7;

  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  private final Dimension.Numeric dimension;
  private final double lower;
  private final double upper;
  private final double halfStep;
  private final double[] means;
  private final double[] deviations;
  private final double[] cumulativeWeights;

  /** What a kernel's bell curve, or its share of a grid cell, is multiplied with. */
  private final double[] factors;

  /**
   * @param observations points of the scale, oldest first
   */
  ParzenEstimator(Dimension.Numeric dimension, double[] observations) {
    this.dimension = dimension;
    this.lower = dimension.lower();
    this.upper = dimension.upper();
    this.halfStep = dimension.step() / 2;
    int prior = observations.length;
    this.means = Arrays.copyOf(observations, prior + 1);
    means[prior] = (lower + upper) / 2;
    this.deviations = bandwidths();
    double[] weights = Recency.weightsWithPrior(prior);
    this.factors = factors(weights);
    Arrays.parallelPrefix(weights, Double::sum);
    this.cumulativeWeights = weights;
  }

  double sample(RandomGenerator random) {
    int kernel = Arrays.binarySearch(cumulativeWeights, random.nextDouble());
    int chosen = Math.min(kernel < 0 ? -kernel - 1 : kernel, means.length - 1);
    return onGrid(truncatedGaussian(means[chosen], deviations[chosen], random));
  }

  double logDensity(double point) {
    double density = 0;
    for (int i = 0; i < means.length; i++) {
      double distance = Math.abs(point - means[i]);
      if (distance < REACH * deviations[i] + halfStep) {
        density += factors[i] * kernel(distance, deviations[i]);
      }
    }
    return StrictMath.log(density);
  }

  private double kernel(double distance, double deviation) {
    if (halfStep == 0) {
      double z = distance / deviation;
      return StrictMath.exp(-z * z / 2);
    }
    // The lower tails, where the distribution function does not lose digits.
    return Normal.cdf((halfStep - distance) / deviation)
        - Normal.cdf((-halfStep - distance) / deviation);
  }

  /**
   * A kernel is centred inside the scale and not wider than it, so at least a third of draws fit.
   */
  private double truncatedGaussian(double mean, double deviation, RandomGenerator random) {
    double point = random.nextGaussian(mean, deviation);
    while (point < lower || point > upper) {
      point = random.nextGaussian(mean, deviation);
    }
    return point;
  }

  private double onGrid(double point) {
    return halfStep == 0 ? point : dimension.toScale(dimension.fromScale(point));
  }

  private double[] factors(double[] weights) {
    double[] result = new double[means.length];
    for (int i = 0; i < result.length; i++) {
      double inside =
          Normal.cdf((upper - means[i]) / deviations[i])
              - Normal.cdf((lower - means[i]) / deviations[i]);
      double peak = halfStep == 0 ? 1 / (deviations[i] * SQRT_2_PI) : 1;
      result[i] = weights[i] * peak / inside;
    }
    return result;
  }

  /** Each kernel reaches to the farther of its two neighbours; the ends of the scale are none. */
  private double[] bandwidths() {
    int prior = means.length - 1;
    double width = upper - lower;
    double narrowest = Math.max(NARROWEST, 1.0 / (1 + means.length)) * width;
    double[] sorted = means.clone();
    Arrays.sort(sorted);
    int[] ranks = ranks(sorted);
    double[] result = new double[means.length];
    for (int i = 0; i < prior; i++) {
      int rank = ranks[i];
      double below = rank > 0 ? sorted[rank] - sorted[rank - 1] : 0;
      double above = rank < prior ? sorted[rank + 1] - sorted[rank] : 0;
      result[i] = Math.clamp(Math.max(below, above), narrowest, width);
    }
    result[prior] = width;
    return result;
  }

  /** Where each mean stands in the sorted order; equal ones keep their order. */
  private int[] ranks(double[] sorted) {
    int[] ranks = new int[means.length];
    int[] taken = new int[means.length];
    for (int i = 0; i < means.length; i++) {
      int first = firstNotBelow(sorted, means[i]);
      ranks[i] = first + taken[first]++;
    }
    return ranks;
  }

  private static int firstNotBelow(double[] sorted, double value) {
    int from = 0;
    int to = sorted.length - 1;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (sorted[middle] < value) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }
}
