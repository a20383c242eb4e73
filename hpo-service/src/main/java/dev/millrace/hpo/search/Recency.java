package dev.millrace.hpo.search;

/**
 * Weights of observations by age: the last 25 count fully, older ones ever less, since they were
 * chosen knowing less.
 */
final class Recency {

  private static final int FULL = 25;

  private Recency() {}

  /**
   * Weights of {@code n} observations, oldest first, followed by the weight 1 of the prior; sum 1.
   */
  static double[] weightsWithPrior(int n) {
    double[] weights = new double[n + 1];
    int old = Math.max(0, n - FULL);
    double sum = 0;
    for (int i = 0; i <= n; i++) {
      double ramp = old > 1 ? 1.0 / n + (1 - 1.0 / n) * i / (old - 1) : 1.0 / Math.max(1, n);
      weights[i] = i < old ? ramp : 1;
      sum += weights[i];
    }
    for (int i = 0; i <= n; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
