package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import java.util.List;

/**
 * How alike the objective is at two points: a Matérn kernel of smoothness 5/2 with a length for
 * each axis. Points that differ in a choice differ by the same distance, whichever choices they
 * are.
 */
final class Kernel {

  private static final double SQRT_5 = Math.sqrt(5);

  private final boolean[] unordered;
  private final double[] inverseSquares;
  private final double signal;

  Kernel(List<Axis> axes, Hyperparameters hyper) {
    this.unordered = unordered(axes);
    this.inverseSquares = new double[axes.size()];
    for (int i = 0; i < inverseSquares.length; i++) {
      inverseSquares[i] = 1 / (hyper.length(i) * hyper.length(i));
    }
    this.signal = hyper.signal();
  }

  static boolean[] unordered(List<Axis> axes) {
    boolean[] result = new boolean[axes.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = axes.get(i) instanceof Axis.Choices;
    }
    return result;
  }

  double signal() {
    return signal;
  }

  double[] covariances(double[] point, double[][] others) {
    double[] result = new double[others.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = signal * correlation(squaredDistance(point, others[i]));
    }
    return result;
  }

  private double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < inverseSquares.length; i++) {
      double difference = a[i] - b[i];
      double square = unordered[i] ? (difference == 0 ? 0 : 1) : difference * difference;
      sum += square * inverseSquares[i];
    }
    return sum;
  }

  /**
   * Adds to {@code gradient} the derivative of Σ weights[i] · covariance(point, others[i]) by the
   * point's coordinates; choices have none.
   */
  void addGradient(double[] point, double[][] others, double[] weights, double[] gradient) {
    for (int j = 0; j < others.length; j++) {
      double slope = -signal * weights[j] * slope(squaredDistance(point, others[j]));
      for (int i = 0; i < gradient.length; i++) {
        if (!unordered[i]) {
          gradient[i] += slope * (point[i] - others[j][i]) * inverseSquares[i];
        }
      }
    }
  }

  static double correlation(double squaredDistance) {
    double r = SQRT_5 * Math.sqrt(squaredDistance);
    return (1 + r + r * r / 3) * StrictMath.exp(-r);
  }

  /** Minus twice the derivative of {@link #correlation} by the squared distance. */
  static double slope(double squaredDistance) {
    double r = SQRT_5 * Math.sqrt(squaredDistance);
    return 5.0 / 3 * (1 + r) * StrictMath.exp(-r);
  }
}
