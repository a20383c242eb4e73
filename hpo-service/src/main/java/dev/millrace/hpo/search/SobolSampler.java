package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Points of a scrambled Sobol sequence: as arbitrary as random ones, but spread evenly. A trial
 * takes the point of its number, so that neither parallel trials nor restarts leave a hole. Beyond
 * {@value JoeKuo#DIMENSIONS} parameters the rest is random.
 *
 * <p>Scrambling after A. B. Owen, <i>Randomly permuted (t,m,s)-nets and (t,s)-sequences</i>, 1995,
 * by hashing: B. Burley, <i>Practical hash-based Owen scrambling</i>, JCGT 9, 2020.
 */
public final class SobolSampler implements Sampler {

  private final long seed;

  /**
   * Makes the sampler of a study.
   *
   * @param seed scrambles the sequence
   */
  public SobolSampler(long seed) {
    this.seed = seed;
  }

  @Override
  public Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    int index = history.size() + running.size();
    List<String> free = space.free();
    return space.fill(
        (name, dimension) -> {
          int axis = free.indexOf(name);
          return axis < 0 || axis >= JoeKuo.DIMENSIONS
              ? RandomSampler.draw(dimension, random)
              : at(coordinate(index, axis), dimension);
        });
  }

  /** The coordinate of a point, above 0 and below 1. */
  double coordinate(int index, int axis) {
    int hash = (int) TrialSeeds.seedFor(seed, axis);
    int scrambled = scramble(JoeKuo.fraction(index, axis), hash);
    return (Integer.toUnsignedLong(scrambled) + 0.5) * 0x1p-32;
  }

  private static Value at(double share, Dimension dimension) {
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) ->
          choices.get((int) (share * choices.size()));
      case Dimension.Numeric numeric ->
          numeric.fromScale(numeric.lower() + share * (numeric.upper() - numeric.lower()));
    };
  }

  /** Flips each bit depending on the higher ones alone. */
  private static int scramble(int fraction, int hash) {
    int x = Integer.reverse(fraction);
    x ^= x * 0x3d20adea;
    x += hash;
    x *= (hash >>> 16) | 1;
    x ^= x * 0x05526c56;
    x ^= x * 0x53a22864;
    return Integer.reverse(x);
  }
}
