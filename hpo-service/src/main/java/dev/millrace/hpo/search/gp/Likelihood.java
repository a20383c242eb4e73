package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.numeric.Lbfgs;
import dev.millrace.hpo.search.numeric.SpdMatrix;
import dev.millrace.hpo.search.numeric.Vectors;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How badly hyperparameters explain values at points: minus the logarithm of their posterior
 * density. A point of the search is the logarithms of the lengths, the signal's and the noise's
 * variance.
 *
 * <p>Lengths have a log-normal prior that grows with the square root of the number of axes, as the
 * cube's diagonal does: Hvarfner, Hellsten, Nardi, <i>Vanilla Bayesian Optimization Performs Great
 * in High Dimensions</i>, ICML 2024. It is narrower than theirs, since a few tens of values that
 * happen to lie smoothly would otherwise switch axes off for good.
 */
final class Likelihood implements Lbfgs.Smooth {

  private static final double LENGTH_LOCATION = -0.5;
  private static final double LENGTH_SPREAD = 0.5;
  private static final double SIGNAL_SPREAD = 1;
  private static final double NOISE_LOCATION = StrictMath.log(1e-4);
  private static final double NOISE_SPREAD = 2;

  private final double[] values;
  private final int axes;
  private final double[][] squares;
  private final double lengthLocation;

  /** Squares of the distances on each axis are kept, for the pairs (i, j < i) in rows. */
  Likelihood(List<Axis> axes, double[][] points, double[] values) {
    this.values = values;
    this.axes = axes.size();
    this.lengthLocation = lengthLocation(this.axes);
    boolean[] unordered = Kernel.unordered(axes);
    this.squares = new double[this.axes][points.length * (points.length - 1) / 2];
    for (int axis = 0; axis < this.axes; axis++) {
      int pair = 0;
      for (int i = 0; i < points.length; i++) {
        for (int j = 0; j < i; j++) {
          double difference = points[i][axis] - points[j][axis];
          squares[axis][pair++] =
              unordered[axis] ? (difference == 0 ? 0 : 1) : difference * difference;
        }
      }
    }
  }

  private static double lengthLocation(int axes) {
    return LENGTH_LOCATION + StrictMath.log(Math.max(1, axes)) / 2;
  }

  /** The point where the prior is densest. */
  static double[] likeliest(int axes) {
    double[] logs = new double[axes + 2];
    Arrays.fill(logs, 0, axes, lengthLocation(axes) - LENGTH_SPREAD * LENGTH_SPREAD);
    logs[axes + 1] = NOISE_LOCATION;
    return logs;
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    double signal = StrictMath.exp(logs[axes]);
    double noise = StrictMath.exp(logs[axes + 1]);
    double[] distances = new double[squares.length == 0 ? 0 : squares[0].length];
    for (int axis = 0; axis < axes; axis++) {
      double scale = StrictMath.exp(-2 * logs[axis]);
      Vectors.addScaled(scale, squares[axis], distances, 0, distances.length);
    }
    double[] slopes = new double[distances.length];
    double[][] rows = rows(distances, signal, noise, slopes);
    Optional<SpdMatrix> factored = SpdMatrix.factor(rows);
    if (factored.isEmpty()) {
      return Double.POSITIVE_INFINITY;
    }
    SpdMatrix matrix = factored.get();
    double[] alpha = matrix.solve(values);
    double fit = (Vectors.dot(values, alpha) + matrix.logDeterminant()) / 2;
    differentiate(logs, matrix, alpha, rows, slopes, gradient);
    return fit + penalise(logs, gradient);
  }

  /** Upper triangle of the covariance matrix; leaves the kernel's slopes in {@code slopes}. */
  private double[][] rows(double[] distances, double signal, double noise, double[] slopes) {
    int n = values.length;
    double[][] rows = new double[n][n];
    int pair = 0;
    for (int i = 0; i < n; i++) {
      rows[i][i] = signal + noise;
      for (int j = 0; j < i; j++) {
        double r = Math.sqrt(5 * distances[pair]);
        double exponential = signal * StrictMath.exp(-r);
        rows[j][i] = (1 + r + r * r / 3) * exponential;
        slopes[pair++] = 5.0 / 3 * (1 + r) * exponential;
      }
    }
    return rows;
  }

  private void differentiate(
      double[] logs,
      SpdMatrix matrix,
      double[] alpha,
      double[][] rows,
      double[] slopes,
      double[] gradient) {
    int n = values.length;
    double bySignal = 0;
    double byNoise = 0;
    double signal = StrictMath.exp(logs[axes]);
    int pair = 0;
    for (int i = 0; i < n; i++) {
      double diagonal = matrix.inverseAt(i, i) - alpha[i] * alpha[i];
      byNoise += diagonal / 2;
      bySignal += diagonal / 2 * signal;
      for (int j = 0; j < i; j++) {
        double weight = matrix.inverseAt(i, j) - alpha[i] * alpha[j];
        bySignal += weight * rows[j][i];
        slopes[pair++] *= weight;
      }
    }
    for (int axis = 0; axis < axes; axis++) {
      gradient[axis] = Vectors.dot(squares[axis], slopes) * StrictMath.exp(-2 * logs[axis]);
    }
    gradient[axes] = bySignal;
    gradient[axes + 1] = byNoise * StrictMath.exp(logs[axes + 1]);
  }

  private double penalise(double[] logs, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < logs.length; i++) {
      double location = i < axes ? lengthLocation : i == axes ? 0 : NOISE_LOCATION;
      double spread = i < axes ? LENGTH_SPREAD : i == axes ? SIGNAL_SPREAD : NOISE_SPREAD;
      double z = (logs[i] - location) / spread;
      // The mode of a log-normal density lies a squared spread below its location.
      sum += z * z / 2 + (i < axes ? logs[i] : 0);
      gradient[i] += z / spread + (i < axes ? 1 : 0);
    }
    return sum;
  }
}
