package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * One number out of several objectives: the largest of them, each brought to the range 0 to 1 and
 * weighted at random, and a little of all. One objective is left as it is.
 *
 * <p>Source: J. Knowles, <i>ParEGO</i>, IEEE Transactions on Evolutionary Computation 2006.
 */
final class Scalarisation {

  private static final double OF_ALL = 0.05;

  private final double[] weights;
  private final double[] lowest;
  private final double[] highest;

  private Scalarisation(double[] weights, double[] lowest, double[] highest) {
    this.weights = weights;
    this.lowest = lowest;
    this.highest = highest;
  }

  static Scalarisation draw(List<FinishedTrial> trials, RandomGenerator random) {
    List<Objectives> all =
        trials.stream()
            .map(FinishedTrial::outcome)
            .filter(Outcome.Complete.class::isInstance)
            .map(outcome -> ((Outcome.Complete) outcome).objectives())
            .toList();
    int count = all.stream().mapToInt(Objectives::size).min().orElse(1);
    double[] weights = count == 1 ? new double[] {1} : weights(count, random);
    double[] lowest = new double[count];
    double[] highest = new double[count];
    Arrays.fill(lowest, Double.POSITIVE_INFINITY);
    Arrays.fill(highest, Double.NEGATIVE_INFINITY);
    for (Objectives objectives : all) {
      for (int i = 0; i < count; i++) {
        lowest[i] = Math.min(lowest[i], objectives.get(i));
        highest[i] = Math.max(highest[i], objectives.get(i));
      }
    }
    return new Scalarisation(weights, lowest, highest);
  }

  /** Uniform among the weights with sum 1. */
  private static double[] weights(int count, RandomGenerator random) {
    double[] weights = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      weights[i] = -StrictMath.log(1 - random.nextDouble());
      sum += weights[i];
    }
    for (int i = 0; i < count; i++) {
      weights[i] /= sum;
    }
    return weights;
  }

  double of(Objectives objectives) {
    if (weights.length == 1) {
      return objectives.first();
    }
    double largest = 0;
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      // Halves, since the range of the largest numbers is not one.
      double range = highest[i] / 2 - lowest[i] / 2;
      double share = range > 0 ? (objectives.get(i) / 2 - lowest[i] / 2) / range : 0;
      largest = Math.max(largest, weights[i] * share);
      sum += weights[i] * share;
    }
    return largest + OF_ALL * sum;
  }
}
