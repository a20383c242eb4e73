package dev.millrace.hpo.search;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Uniform on every dimension's scale, independent of what has been tried. */
public final class RandomSampler implements Sampler {

  @Override
  public Parameters sample(
      SearchSpace space,
      List<FinishedTrial> history,
      List<Parameters> running,
      RandomGenerator random) {
    SortedMap<String, Value> values = new TreeMap<>();
    space.dimensions().forEach((name, dimension) -> values.put(name, draw(dimension, random)));
    return new Parameters(values);
  }

  private static Value draw(Dimension dimension, RandomGenerator random) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) ->
          choices.get(random.nextInt(choices.size()));
      case Dimension.Numeric numeric ->
          numeric.fromScale(random.nextDouble(numeric.lower(), numeric.upper()));
    };
  }
}
