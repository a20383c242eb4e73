package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.numeric.Normal;

/**
 * Logarithm of the expected improvement, which stays a useful number where the improvement itself
 * underflows.
 *
 * <p>Source: Ament, Daulton, Eriksson, Balandat, Bakshy, <i>Unexpected Improvements to Expected
 * Improvement for Bayesian Optimization</i>, NeurIPS 2023.
 */
final class LogImprovement {

  private static final double LOG_SQRT_2_PI = StrictMath.log(2 * Math.PI) / 2;

  /** Beyond, the plain formula loses digits and the continued fraction needs few terms. */
  private static final double FAR = -5;

  private static final int TERMS = 24;

  private LogImprovement() {}

  /** Expected amount, as a logarithm, by which a belief falls below {@code best}. */
  static double of(Belief belief, double best) {
    double z = (best - belief.mean()) / belief.deviation();
    return StrictMath.log(belief.deviation()) + logStandard(z);
  }

  /** log(φ(z) + zΦ(z)). */
  static double logStandard(double z) {
    if (z > FAR) {
      return StrictMath.log(density(z) + z * Normal.cdf(z));
    }
    double tail = tail(-z);
    return -z * z / 2 - LOG_SQRT_2_PI + StrictMath.log(tail / (tail - z));
  }

  /** Derivative of {@link #logStandard}. */
  static double slope(double z) {
    if (z > FAR) {
      double cdf = Normal.cdf(z);
      return cdf / (density(z) + z * cdf);
    }
    return 1 / tail(-z);
  }

  /** Mills' ratio is 1 / (t + tail(t)). */
  private static double tail(double t) {
    double fraction = t;
    for (int k = TERMS; k >= 2; k--) {
      fraction = t + k / fraction;
    }
    return 1 / fraction;
  }

  private static double density(double z) {
    return StrictMath.exp(-z * z / 2 - LOG_SQRT_2_PI);
  }
}
