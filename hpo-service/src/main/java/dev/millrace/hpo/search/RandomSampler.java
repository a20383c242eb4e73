package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/** Uniform on every dimension's scale, independent of what has been tried. */
public final class RandomSampler implements Sampler {

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    return space.fill((_, dimension) -> draw(dimension, random));
  }

  /** Any value of the dimension. */
  static Value draw(Dimension dimension, RandomGenerator random) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) ->
          choices.get(random.nextInt(choices.size()));
      case Dimension.Numeric numeric ->
          numeric.fromScale(random.nextDouble(numeric.lower(), numeric.upper()));
    };
  }
}
