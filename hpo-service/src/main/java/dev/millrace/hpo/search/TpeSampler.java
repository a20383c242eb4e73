package dev.millrace.hpo.search;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final int STARTUP_TRIALS = 10;
  private static final int CANDIDATES = 24;

  private final Sampler startup = new RandomSampler();

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    TpeSplit split = TpeSplit.of(history, running);
    if (split.evaluated() < STARTUP_TRIALS) {
      return startup.sample(space, history, running, random);
    }
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
    ParzenEstimator good = new ParzenEstimator(dimension, onScale(name, dimension, split.good()));
    ParzenEstimator bad = new ParzenEstimator(dimension, onScale(name, dimension, split.bad()));
    Map<Double, Double> gains = new HashMap<>();
    double best = good.sample(random);
    for (int candidate = 1; candidate < CANDIDATES; candidate++) {
      double point = good.sample(random);
      if (gain(point, good, bad, gains) > gain(best, good, bad, gains)) {
        best = point;
      }
    }
    return dimension.fromScale(best);
  }

  /** Remembered per point, since candidates on a grid meet often. */
  private static double gain(
      double point, ParzenEstimator good, ParzenEstimator bad, Map<Double, Double> known) {
    return known.computeIfAbsent(point, p -> good.logDensity(p) - bad.logDensity(p));
  }

  private static Value chooseCategory(
      String name, Dimension.Categorical dimension, TpeSplit split, RandomGenerator random) {
    List<Value> choices = dimension.choices();
    double[] good = CategoryFrequencies.of(choices, observed(name, split.good()));
    double[] bad = CategoryFrequencies.of(choices, observed(name, split.bad()));
    int best = CategoryFrequencies.sample(good, random);
    for (int candidate = 1; candidate < CANDIDATES; candidate++) {
      int choice = CategoryFrequencies.sample(good, random);
      if (good[choice] * bad[best] > good[best] * bad[choice]) {
        best = choice;
      }
    }
    return choices.get(best);
  }

  /** Trials that lack the parameter, or had another range, say nothing about it. */
  private static double[] onScale(
      String name, Dimension.Numeric dimension, List<Parameters> trials) {
    return observed(name, trials).stream()
        .filter(dimension::contains)
        .mapToDouble(dimension::toScale)
        .toArray();
  }

  private static List<Value> observed(String name, List<Parameters> trials) {
    return trials.stream().map(trial -> trial.get(name)).flatMap(Optional::stream).toList();
  }
}
