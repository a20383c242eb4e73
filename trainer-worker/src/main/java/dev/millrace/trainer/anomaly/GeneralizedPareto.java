package dev.millrace.trainer.anomaly;

import dev.millrace.trainer.metric.Quantiles;

/**
 * How far values go beyond a high threshold: the generalized Pareto distribution, to which the
 * excesses of almost any distribution converge (Balkema and de Haan 1974, Pickands 1975).
 *
 * @param shape 0 for an exponential tail, above 0 for a heavier one, below 0 for one that ends
 * @param scale in the unit of the excesses
 */
record GeneralizedPareto(double shape, double scale) {
  private static final double ALMOST_EXPONENTIAL = 1e-9;
  private static final double TINY = 1e-12;

  /**
   * Fits by probability-weighted moments (Hosking and Wallis 1987): for the few excesses that there
   * are, steadier than maximum likelihood, and it always has an answer. The shape is kept within
   * bounds, and the scale then chosen such that the mean stays.
   *
   * @param excesses above 0, at least one
   */
  static GeneralizedPareto fit(double[] excesses, double leastShape, double mostShape) {
    double[] sorted = Quantiles.sorted(excesses);
    double mean = 0;
    double weighted = 0;
    for (int i = 0; i < sorted.length; i++) {
      double exceeded = 1 - (i + 0.65) / sorted.length;
      mean += sorted[i] / sorted.length;
      weighted += exceeded * sorted[i] / sorted.length;
    }
    double spread = mean - 2 * weighted;
    double shape = spread > TINY * mean ? 2 - mean / spread : leastShape;
    double bounded = Math.clamp(shape, leastShape, mostShape);
    return new GeneralizedPareto(bounded, Math.max(mean * (1 - bounded), Double.MIN_NORMAL));
  }

  /** Natural logarithm of the probability that an excess is larger; −∞ behind the end. */
  double logSurvival(double excess) {
    double relative = Math.max(0, excess) / scale;
    if (Math.abs(shape) < ALMOST_EXPONENTIAL) {
      return -relative;
    }
    double base = 1 + shape * relative;
    return base <= 0 ? Double.NEGATIVE_INFINITY : -StrictMath.log(base) / shape;
  }
}
