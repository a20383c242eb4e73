package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * A density on a dimension's scale: one truncated Gaussian around each observation, and a wide one
 * in the middle as the prior. On a grid the density of a point is the probability of its grid cell.
 */
final class ParzenEstimator {

  private final Scale scale;

  /** Kernels by rising mean, the prior last; equal ones are one with the sum of their weights. */
  private final double[] means;

  private final double[] deviations;
  private final double[] cumulativeWeights;

  /** What a kernel's bell curve, or its share of a grid cell, is multiplied with. */
  private final double[] factors;

  private final int kernels;

  /** Half-width of the window in which kernels matter that are not wide. */
  private final double window;

  /** Kernels that matter beyond the window. */
  private final int[] wide;

  /**
   * Estimates the density.
   *
   * @param observations points of the scale, oldest first
   */
  ParzenEstimator(Dimension.Numeric dimension, double[] observations) {
    this.scale = new Scale(dimension);
    double[] weights = Recency.weightsWithPrior(observations.length);
    double narrowest = Bandwidths.narrowest(observations.length, scale);
    this.means = sorted(observations, weights, scale.middle());
    this.deviations = Bandwidths.ofSorted(means, scale);
    this.kernels = merge(weights);
    this.factors = new double[kernels];
    for (int i = 0; i < kernels; i++) {
      factors[i] = weights[i] * scale.peak(means[i], deviations[i]);
    }
    this.cumulativeWeights = Arrays.copyOf(weights, kernels);
    Arrays.parallelPrefix(cumulativeWeights, Double::sum);
    this.window = 2 * narrowest * Scale.REACH + scale.halfStep();
    this.wide = wide();
  }

  double sample(RandomGenerator random) {
    int kernel = Arrays.binarySearch(cumulativeWeights, random.nextDouble());
    int chosen = Math.min(kernel < 0 ? -kernel - 1 : kernel, kernels - 1);
    return scale.draw(means[chosen], deviations[chosen], random);
  }

  double density(double point) {
    double density = 0;
    for (int kernel : wide) {
      density += kernel(kernel, point);
    }
    double most = 2 * window;
    for (int i = firstNotBelow(means, kernels - 1, point - window); i < kernels - 1; i++) {
      if (means[i] - (point - window) > most) {
        break;
      }
      if (!isWide(i)) {
        density += kernel(i, point);
      }
    }
    return density;
  }

  private double kernel(int i, double point) {
    return factors[i] * scale.kernel(Math.abs(point - means[i]), deviations[i]);
  }

  private boolean isWide(int kernel) {
    return deviations[kernel] * Scale.REACH + scale.halfStep() > window;
  }

  private int[] wide() {
    int[] found = new int[kernels];
    int size = 0;
    for (int i = 0; i < kernels; i++) {
      if (i == kernels - 1 || isWide(i)) {
        found[size++] = i;
      }
    }
    return Arrays.copyOf(found, size);
  }

  /** The observations by size and the prior last; the weights go with them. */
  private static double[] sorted(double[] observations, double[] weights, double prior) {
    int n = observations.length;
    double[] means = observations.clone();
    Arrays.sort(means);
    double[] before = weights.clone();
    int[] taken = new int[n];
    for (int i = 0; i < n; i++) {
      int first = firstNotBelow(means, n, observations[i]);
      weights[first + taken[first]++] = before[i];
    }
    double[] all = Arrays.copyOf(means, n + 1);
    all[n] = prior;
    return all;
  }

  /** Makes one of equal neighbours, but for the prior; answers how many are left. */
  private int merge(double[] weights) {
    int last = 0;
    for (int i = 1; i < means.length; i++) {
      if (i < means.length - 1 && means[i] == means[last] && deviations[i] == deviations[last]) {
        weights[last] += weights[i];
      } else {
        last++;
        means[last] = means[i];
        deviations[last] = deviations[i];
        weights[last] = weights[i];
      }
    }
    return last + 1;
  }

  private static int firstNotBelow(double[] sorted, int size, double value) {
    int from = 0;
    int to = size;
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
