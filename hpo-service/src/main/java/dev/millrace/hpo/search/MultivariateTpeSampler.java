package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A tree-structured Parzen estimator that models parameters together, so that it sees which values
 * belong to each other. Parameters that exist under the same condition are one group; a group
 * learns from the trials that had all of it.
 *
 * <p>Source: see {@link JointParzenEstimator}; groups as in Optuna's {@code group} option.
 */
public final class MultivariateTpeSampler implements Sampler {

  private final Sampler startup = new RandomSampler();

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    if (history.evaluated() < TpeSampler.STARTUP_TRIALS) {
      return startup.sample(space, history, running, random);
    }
    TpeSplit split = TpeSplit.of(history, running);
    Map<String, Value> chosen = new HashMap<>();
    return space.fill(
        (name, dimension) -> {
          if (dimension instanceof Dimension.Fixed(Value value)) {
            return value;
          }
          if (!chosen.containsKey(name)) {
            chosen.putAll(choose(space.group(name), space, split, random));
          }
          return Objects.requireNonNull(chosen.get(name));
        });
  }

  private static Map<String, Value> choose(
      List<String> group, SearchSpace space, TpeSplit split, RandomGenerator random) {
    List<Dimension> dimensions = group.stream().map(space::dimension).toList();
    List<double[]> goodOnes = new ArrayList<>();
    List<double[]> badOnes = new ArrayList<>();
    for (int i = 0; i < group.size(); i++) {
      goodOnes.add(split.goodPoints(group.get(i), dimensions.get(i)));
      badOnes.add(split.badPoints(group.get(i), dimensions.get(i)));
    }
    JointParzenEstimator good = new JointParzenEstimator(dimensions, known(goodOnes));
    JointParzenEstimator bad = new JointParzenEstimator(dimensions, known(badOnes));
    double[] best = best(good, bad, random);
    Map<String, Value> values = new HashMap<>();
    for (int i = 0; i < group.size(); i++) {
      values.put(group.get(i), dimensions.get(i).valueAt(best[i]));
    }
    return values;
  }

  private static double[] best(
      JointParzenEstimator good, JointParzenEstimator bad, RandomGenerator random) {
    double[] best = good.sample(random);
    double most = good.density(best) / bad.density(best);
    for (int candidate = 1; candidate < TpeSampler.CANDIDATES; candidate++) {
      double[] point = good.sample(random);
      double gain = good.density(point) / bad.density(point);
      if (gain > most) {
        best = point;
        most = gain;
      }
    }
    return best;
  }

  /** Only the trials that had all parameters of the group. */
  private static double[][] known(List<double[]> columns) {
    int[] rows =
        IntStream.range(0, columns.getFirst().length)
            .filter(row -> columns.stream().noneMatch(column -> Double.isNaN(column[row])))
            .toArray();
    return columns.stream()
        .map(column -> Arrays.stream(rows).mapToDouble(row -> column[row]).toArray())
        .toArray(double[][]::new);
  }
}
