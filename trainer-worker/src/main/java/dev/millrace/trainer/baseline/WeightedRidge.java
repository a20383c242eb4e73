package dev.millrace.trainer.baseline;

import java.util.Arrays;

/** A ridge regression of rows that weigh differently; the intercept is not penalised. */
final class WeightedRidge {
  private final double[][] columns;
  private final double[] target;
  private final double[] weights;
  private final double intercept;

  /**
   * Solves the normal equations.
   *
   * @param columns standardised features
   * @param rowWeights positive
   */
  WeightedRidge(double[][] columns, double[] target, double[] rowWeights, double penalty) {
    this.columns = columns;
    this.target = target;
    double total = Arrays.stream(rowWeights).sum();
    double[] ones = new double[target.length];
    Arrays.fill(ones, 1);
    double mean = dot(target, ones, rowWeights) / total;
    double[] means = new double[columns.length];
    Arrays.setAll(means, i -> dot(columns[i], ones, rowWeights) / total);
    double[][] gram = new double[columns.length][columns.length];
    double[] moments = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      for (int j = 0; j <= i; j++) {
        gram[i][j] = dot(columns[i], columns[j], rowWeights) - total * means[i] * means[j];
        gram[j][i] = gram[i][j];
      }
      gram[i][i] += penalty;
      moments[i] = dot(columns[i], target, rowWeights) - total * means[i] * mean;
    }
    this.weights = Cholesky.solve(gram, moments);
    this.intercept = mean - dot(weights, means);
  }

  /** Of each feature. */
  double[] weights() {
    return weights;
  }

  /** What is said where all features are 0. */
  double intercept() {
    return intercept;
  }

  /** Target less forecast, of each row. */
  double[] errors() {
    double[] errors = target.clone();
    for (int i = 0; i < errors.length; i++) {
      errors[i] -= intercept;
    }
    for (int column = 0; column < columns.length; column++) {
      for (int i = 0; i < errors.length; i++) {
        errors[i] -= weights[column] * columns[column][i];
      }
    }
    return errors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double dot(double[] a, double[] b, double[] weights) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i] * weights[i];
    }
    return sum;
  }
}
