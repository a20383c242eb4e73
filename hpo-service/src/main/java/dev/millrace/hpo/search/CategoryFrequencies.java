package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** How often each choice was taken, smoothed so that none is ever impossible. */
final class CategoryFrequencies {

  private CategoryFrequencies() {}

  /** Probability of each choice; observations of anything else are passed over. */
  static double[] of(List<Value> choices, List<Value> observations) {
    Map<Value, Integer> indexes = new HashMap<>();
    choices.forEach(choice -> indexes.put(choice, indexes.size()));
    int[] known =
        observations.stream().filter(indexes::containsKey).mapToInt(indexes::get).toArray();
    double[] weights = Recency.weightsWithPrior(known.length);
    double smoothing = 1.0 / (known.length + 1);
    double rowSum = 1 + choices.size() * smoothing;
    double prior = weights[known.length];
    double everywhere = prior / choices.size() + (1 - prior) * smoothing / rowSum;
    double[] probabilities = new double[choices.size()];
    Arrays.fill(probabilities, everywhere);
    for (int i = 0; i < known.length; i++) {
      probabilities[known[i]] += weights[i] / rowSum;
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
