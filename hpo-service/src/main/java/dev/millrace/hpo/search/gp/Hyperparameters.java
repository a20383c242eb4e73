package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import dev.millrace.hpo.search.numeric.Lbfgs;
import java.util.Arrays;
import java.util.List;

/** How fast a function changes along each axis, how much in all, and how noisy its values are. */
final class Hyperparameters {

  private static final double SHORTEST = StrictMath.log(5e-3);
  private static final double LONGEST = StrictMath.log(50);
  private static final double LEAST_SIGNAL = StrictMath.log(0.05);
  private static final double MOST_SIGNAL = StrictMath.log(20);
  private static final double LEAST_NOISE = StrictMath.log(1e-7);
  private static final double MOST_NOISE = StrictMath.log(1);
  private static final int EVALUATIONS = 25;
  private static final double TOLERANCE = 1e-3;

  private final double[] lengths;
  private final double signal;
  private final double noise;
  private final double misfit;

  private Hyperparameters(Lbfgs.Minimum found) {
    double[] logs = found.point();
    int axes = logs.length - 2;
    this.lengths = new double[axes];
    for (int i = 0; i < axes; i++) {
      lengths[i] = StrictMath.exp(logs[i]);
    }
    this.signal = StrictMath.exp(logs[axes]);
    this.noise = StrictMath.exp(logs[axes + 1]);
    this.misfit = found.value();
  }

  /** The likeliest ones, found from a fixed start, so that they depend on the values alone. */
  static Hyperparameters fit(List<Axis> axes, double[][] points, double[] values) {
    int d = axes.size();
    double[] lower = new double[d + 2];
    double[] upper = new double[d + 2];
    Arrays.fill(lower, SHORTEST);
    Arrays.fill(upper, LONGEST);
    lower[d] = LEAST_SIGNAL;
    upper[d] = MOST_SIGNAL;
    lower[d + 1] = LEAST_NOISE;
    upper[d + 1] = MOST_NOISE;
    return new Hyperparameters(
        Lbfgs.minimise(
            new Likelihood(axes, points, values),
            Likelihood.likeliest(d),
            lower,
            upper,
            EVALUATIONS,
            TOLERANCE));
  }

  double length(int axis) {
    return lengths[axis];
  }

  double signal() {
    return signal;
  }

  /** Variance of what two evaluations of one point differ by. */
  double noise() {
    return noise;
  }

  /** Minus the logarithm of the posterior density. */
  double misfit() {
    return misfit;
  }
}
