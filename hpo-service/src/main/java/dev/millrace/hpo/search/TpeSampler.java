package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Tree-structured Parzen estimator: models the good trials and the others by one density each, and
 * takes the candidate that is likeliest among the good relative to the others. Every parameter is
 * modelled by itself.
 *
 * <p>Source: Bergstra, Bardenet, Bengio, Kégl, <i>Algorithms for Hyper-Parameter Optimization</i>,
 * NIPS 2011, with the defaults that Optuna found good. Running trials count as bad ones ("constant
 * liar"), so that parallel trials keep apart.
 */
public final class TpeSampler implements Sampler {

  static final int STARTUP_TRIALS = 10;
  static final int CANDIDATES = 24;

  private final Sampler startup = new RandomSampler();

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    if (history.evaluated() < STARTUP_TRIALS) {
      return startup.sample(space, history, running, random);
    }
    TpeSplit split = TpeSplit.of(history, running);
    return space.fill((name, dimension) -> choose(name, dimension, split, random));
  }

  private static Value choose(
      String name, Dimension dimension, TpeSplit split, RandomGenerator random) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical categorical -> chooseCategory(name, categorical, split, random);
      case Dimension.Numeric numeric -> chooseNumber(name, numeric, split, random);
    };
  }

  private static Value chooseNumber(
      String name, Dimension.Numeric dimension, TpeSplit split, RandomGenerator random) {
    ParzenEstimator good = new ParzenEstimator(dimension, known(split.goodPoints(name, dimension)));
    ParzenEstimator bad = new ParzenEstimator(dimension, known(split.badPoints(name, dimension)));
    double[] candidates = new double[CANDIDATES];
    Arrays.setAll(candidates, _ -> good.sample(random));
    double best = candidates[0];
    double most = 0;
    Arrays.sort(candidates);
    for (int i = 0; i < CANDIDATES; i++) {
      if (i > 0 && candidates[i] == candidates[i - 1]) {
        continue;
      }
      double gain = good.density(candidates[i]) / bad.density(candidates[i]);
      if (gain > most) {
        best = candidates[i];
        most = gain;
      }
    }
    return dimension.fromScale(best);
  }

  private static Value chooseCategory(
      String name, Dimension.Categorical dimension, TpeSplit split, RandomGenerator random) {
    int choices = dimension.choices().size();
    double[] good = CategoryFrequencies.of(choices, known(split.goodPoints(name, dimension)));
    double[] bad = CategoryFrequencies.of(choices, known(split.badPoints(name, dimension)));
    int best = CategoryFrequencies.sample(good, random);
    for (int candidate = 1; candidate < CANDIDATES; candidate++) {
      int choice = CategoryFrequencies.sample(good, random);
      if (good[choice] * bad[best] > good[best] * bad[choice]) {
        best = choice;
      }
    }
    return dimension.choices().get(best);
  }

  /** Trials that lack the parameter, or had another range, say nothing about it. */
  private static double[] known(double[] points) {
    return Arrays.stream(points).filter(point -> !Double.isNaN(point)).toArray();
  }
}
