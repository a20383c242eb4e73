package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.numeric.SpdMatrix;
import dev.millrace.hpo.search.numeric.Vectors;
import java.util.Arrays;
import java.util.List;

/** What is believed of a function after values at some points: a mean and a deviation anywhere. */
final class GaussianProcess {

  private static final double LEAST_VARIANCE = 1e-10;

  private final Kernel kernel;
  private final double[][] points;
  private final SpdMatrix matrix;
  private final double[] alpha;

  private GaussianProcess(Kernel kernel, double noise, double[][] points, double[] values) {
    this.kernel = kernel;
    this.points = points;
    double[][] rows = new double[points.length][points.length];
    for (int i = 0; i < points.length; i++) {
      double[] covariances = kernel.covariances(points[i], points);
      System.arraycopy(covariances, i, rows[i], i, points.length - i);
      rows[i][i] += noise;
    }
    this.matrix = SpdMatrix.factorWithJitter(rows);
    this.alpha = matrix.solve(values);
  }

  static GaussianProcess of(
      List<Axis> axes, Hyperparameters hyper, double[][] points, double[] values) {
    return new GaussianProcess(new Kernel(axes, hyper), hyper.noise(), points, values);
  }

  double mean(double[] point) {
    return Vectors.dot(kernel.covariances(point, points), alpha);
  }

  /** Mean and deviation of the function, without noise, at a point. */
  Belief at(double[] point) {
    double[] covariances = kernel.covariances(point, points);
    double[] white = matrix.whiten(covariances);
    double variance = kernel.signal() - Vectors.dot(white, white);
    return new Belief(Vectors.dot(covariances, alpha), deviation(variance));
  }

  /** The same, with derivatives by the point's coordinates. */
  Belief at(double[] point, double[] byMean, double[] byDeviation) {
    double[] covariances = kernel.covariances(point, points);
    double[] white = matrix.whiten(covariances);
    double deviation = deviation(kernel.signal() - Vectors.dot(white, white));
    double[] solved = matrix.unwhiten(white);
    Arrays.fill(byMean, 0);
    Arrays.fill(byDeviation, 0);
    kernel.addGradient(point, points, alpha, byMean);
    kernel.addGradient(point, points, solved, byDeviation);
    for (int i = 0; i < byDeviation.length; i++) {
      byDeviation[i] /= -deviation;
    }
    return new Belief(Vectors.dot(covariances, alpha), deviation);
  }

  private double deviation(double variance) {
    // Rounding leaves a little, of either sign, where the value is known.
    return Math.sqrt(Math.max(variance, LEAST_VARIANCE * kernel.signal()));
  }
}
