package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;

/** How often each choice was taken, smoothed so that none is ever impossible. */
final class CategoryFrequencies {

  private CategoryFrequencies() {}

  /** Probability of each of so many choices, given the indexes of those taken, oldest first. */
  static double[] of(int choices, double[] taken) {
    double[] weights = Recency.weightsWithPrior(taken.length);
    double smoothing = 1.0 / (taken.length + 1);
    double rowSum = 1 + choices * smoothing;
    double prior = weights[taken.length];
    double everywhere = prior / choices + (1 - prior) * smoothing / rowSum;
    double[] probabilities = new double[choices];
    Arrays.fill(probabilities, everywhere);
    for (int i = 0; i < taken.length; i++) {
      probabilities[(int) taken[i]] += weights[i] / rowSum;
    }
    return probabilities;
  }

  static int sample(double[] probabilities, RandomGenerator random) {
    double left = random.nextDouble();
    for (int i = 0; i < probabilities.length - 1; i++) {
      left -= probabilities[i];
      if (left < 0) {
        return i;
      }
    }
    return probabilities.length - 1;
  }
}
