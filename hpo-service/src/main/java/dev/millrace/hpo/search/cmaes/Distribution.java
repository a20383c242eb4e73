package dev.millrace.hpo.search.cmaes;

import dev.millrace.hpo.search.numeric.Gaussians;
import dev.millrace.hpo.search.numeric.SymmetricEigen;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A normal distribution that moves to where points were good and takes the shape of the way there.
 *
 * <p>Source: N. Hansen, <i>The CMA Evolution Strategy: A Tutorial</i>, arXiv 1604.00772. Points may
 * come from elsewhere than the distribution; one that lies too far off counts as nearer (N. Hansen,
 * <i>Injecting External Solutions Into CMA-ES</i>, 2011).
 */
final class Distribution {

  /** Shapes more slender than that are numerically flat. */
  private static final double MOST_SLENDER = 1e14;

  private final Strength strength;
  private final double[] mean;
  private final double[][] covariance;
  private final double[] sizePath;
  private final double[] shapePath;
  private double size;
  private int generations;
  private SymmetricEigen eigen;

  /** Widened along axes with levels, so that the next level stays in reach; 1 elsewhere. */
  private final double[] stretch;

  Distribution(Strength strength, double[] mean, double size) {
    int d = mean.length;
    this.strength = strength;
    this.mean = mean.clone();
    this.size = size;
    this.covariance = new double[d][d];
    this.sizePath = new double[d];
    this.shapePath = new double[d];
    this.stretch = new double[d];
    for (int i = 0; i < d; i++) {
      covariance[i][i] = 1;
      stretch[i] = 1;
    }
    this.eigen = SymmetricEigen.of(covariance);
  }

  double mean(int axis) {
    return mean[axis];
  }

  /** Standard deviation along an axis. */
  double deviation(int axis) {
    return size * stretch[axis] * Math.sqrt(Math.max(0, covariance[axis][axis]));
  }

  void moveMean(int axis, double to) {
    mean[axis] = to;
  }

  void widen(int axis, double deviation) {
    stretch[axis] *= deviation / deviation(axis);
  }

  double[] draw(RandomGenerator random) {
    double[] white = Gaussians.draw(mean.length, random);
    double[] point = mean.clone();
    for (int i = 0; i < point.length; i++) {
      double shift = 0;
      for (int k = 0; k < point.length; k++) {
        shift += eigen.vector(i, k) * root(k) * white[k];
      }
      point[i] += size * stretch[i] * shift;
    }
    return point;
  }

  private double root(int index) {
    return Math.sqrt(Math.max(0, eigen.value(index)));
  }

  /** Learns from a generation, best point first. */
  void learn(List<double[]> ranked) {
    int d = mean.length;
    double[][] steps = new double[strength.weights.length][];
    double[] move = new double[d];
    for (int k = 0; k < steps.length; k++) {
      steps[k] = step(ranked.get(k));
      for (int i = 0; i < d; i++) {
        move[i] += strength.weights[k] * steps[k][i];
      }
    }
    for (int i = 0; i < d; i++) {
      mean[i] += size * stretch[i] * move[i];
    }
    generations++;
    double length = followSize(move);
    followShape(steps, move, length);
    double growth = (length / strength.expectedLength - 1) * strength.ofSize / strength.damping;
    size *= StrictMath.exp(Math.min(1, growth));
    eigen = SymmetricEigen.of(covariance);
  }

  /** The way from the mean in units of the size, not longer than such steps are. */
  private double[] step(double[] point) {
    double[] step = new double[mean.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = (point[i] - mean[i]) / (size * stretch[i]);
    }
    double length = norm(whiten(step));
    double longest = Math.sqrt(step.length) + 2.0 * step.length / (step.length + 2);
    if (length > longest) {
      for (int i = 0; i < step.length; i++) {
        step[i] *= longest / length;
      }
    }
    return step;
  }

  private double[] whiten(double[] step) {
    double[] result = new double[step.length];
    for (int k = 0; k < step.length; k++) {
      double along = 0;
      for (int i = 0; i < step.length; i++) {
        along += eigen.vector(i, k) * step[i];
      }
      double scaled = along / Math.max(root(k), 1e-12);
      for (int i = 0; i < step.length; i++) {
        result[i] += eigen.vector(i, k) * scaled;
      }
    }
    return result;
  }

  private static double norm(double[] vector) {
    double squares = 0;
    for (double each : vector) {
      squares += each * each;
    }
    return Math.sqrt(squares);
  }

  private double followSize(double[] move) {
    double[] white = whiten(move);
    double keep = 1 - strength.ofSize;
    double add = Math.sqrt(strength.ofSize * (2 - strength.ofSize) * strength.effective);
    for (int i = 0; i < sizePath.length; i++) {
      sizePath[i] = keep * sizePath[i] + add * white[i];
    }
    return norm(sizePath);
  }

  private void followShape(double[][] steps, double[] move, double length) {
    int d = mean.length;
    double warm = 1 - StrictMath.pow(1 - strength.ofSize, 2.0 * generations);
    boolean straight = length / Math.sqrt(warm) < (1.4 + 2 / (d + 1.0)) * strength.expectedLength;
    double add =
        straight ? Math.sqrt(strength.ofPath * (2 - strength.ofPath) * strength.effective) : 0;
    for (int i = 0; i < d; i++) {
      shapePath[i] = (1 - strength.ofPath) * shapePath[i] + add * move[i];
    }
    double lost = straight ? 0 : strength.ofPath * (2 - strength.ofPath);
    double keep = 1 - strength.ofRankOne * (1 - lost) - strength.ofRankMany;
    for (int i = 0; i < d; i++) {
      for (int j = 0; j <= i; j++) {
        double many = 0;
        for (int k = 0; k < steps.length; k++) {
          many += strength.weights[k] * steps[k][i] * steps[k][j];
        }
        double value =
            keep * covariance[i][j]
                + strength.ofRankOne * shapePath[i] * shapePath[j]
                + strength.ofRankMany * many;
        covariance[i][j] = value;
        covariance[j][i] = value;
      }
    }
  }

  /** Whether nothing new can be expected of it. */
  boolean isSpent(double smallest) {
    double longest = 0;
    double shortest = Double.POSITIVE_INFINITY;
    boolean narrow = true;
    for (int i = 0; i < mean.length; i++) {
      longest = Math.max(longest, eigen.value(i));
      shortest = Math.min(shortest, eigen.value(i));
      narrow &= deviation(i) < smallest;
    }
    return narrow || !(shortest > 0) || longest > MOST_SLENDER * shortest;
  }
}
