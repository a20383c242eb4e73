package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A density over several parameters at once: one product of kernels around each observed trial, and
 * a wide one in the middle as the prior. It knows which values go together, which {@link
 * ParzenEstimator}s side by side do not.
 *
 * <p>Source: Falkner, Klein, Hutter, <i>BOHB</i>, ICML 2018, with bandwidths by neighbours as for a
 * single parameter.
 */
final class JointParzenEstimator {

  private final List<JointKernel> axes;
  private final double[] cumulativeWeights;

  /** Weight of each kernel times the height of its product of bells. */
  private final double[] factors;

  private final int kernels;

  /**
   * Estimates the density.
   *
   * @param observations per parameter the points of the same trials, oldest first
   */
  JointParzenEstimator(List<Dimension> dimensions, double[][] observations) {
    int observed = observations[0].length;
    this.kernels = observed + 1;
    JointKernel[] made = new JointKernel[dimensions.size()];
    Arrays.setAll(made, i -> JointKernel.of(dimensions.get(i), observations[i]));
    this.axes = List.of(made);
    double[] weights = Recency.weightsWithPrior(observed);
    this.factors = weights.clone();
    for (JointKernel axis : axes) {
      axis.scaleByPeaks(factors);
    }
    Arrays.parallelPrefix(weights, Double::sum);
    this.cumulativeWeights = weights;
  }

  double[] sample(RandomGenerator random) {
    int found = Arrays.binarySearch(cumulativeWeights, random.nextDouble());
    int kernel = Math.min(found < 0 ? -found - 1 : found, kernels - 1);
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = axes.get(i).draw(kernel, random);
    }
    return point;
  }

  double density(double[] point) {
    double[] products = factors.clone();
    double[] exponents = new double[kernels];
    for (int i = 0; i < point.length; i++) {
      axes.get(i).multiply(point[i], products, exponents);
    }
    double density = 0;
    for (int i = 0; i < kernels; i++) {
      density += products[i] * Exponential.of(exponents[i]);
    }
    return density;
  }
}
