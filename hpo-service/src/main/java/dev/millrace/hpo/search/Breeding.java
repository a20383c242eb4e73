package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/** Values of a child out of those of its parents. */
final class Breeding {

  /** The higher, the nearer children are to a parent. */
  private static final double CROSSOVER_INDEX = 5;

  private static final double MUTATION_INDEX = 20;

  private final Parameters mother;
  private final Parameters father;
  private final double mutation;
  private final RandomGenerator random;

  /**
   * Prepares a child.
   *
   * @param mutation probability that a value is not inherited as it is
   */
  Breeding(Parameters mother, Parameters father, double mutation, RandomGenerator random) {
    this.mother = mother;
    this.father = father;
    this.mutation = mutation;
    this.random = random;
  }

  Value value(String name, Dimension dimension) {
    double one = point(mother, name, dimension);
    double other = point(father, name, dimension);
    if (Double.isNaN(one) && Double.isNaN(other)) {
      return RandomSampler.draw(dimension, random);
    }
    double inherited = Double.isNaN(one) ? other : one;
    double second = Double.isNaN(other) ? inherited : other;
    return switch (dimension) {
      case Dimension.Fixed(Value value) -> value;
      case Dimension.Categorical(List<Value> choices) ->
          random.nextDouble() < mutation
              ? RandomSampler.draw(dimension, random)
              : choices.get((int) (random.nextBoolean() ? inherited : second));
      case Dimension.Numeric numeric -> number(numeric, inherited, second);
    };
  }

  private static double point(Parameters parent, String name, Dimension dimension) {
    return parent.get(name).map(dimension::pointOf).orElse(Double.NaN);
  }

  /** On shares of the scale, since a scale may be as wide as numbers go. */
  private Value number(Dimension.Numeric dimension, double one, double other) {
    double width = dimension.upper() - dimension.lower();
    double mine = (one - dimension.lower()) / width;
    double theirs = (other - dimension.lower()) / width;
    double share = random.nextBoolean() ? crossed(mine, theirs) : crossed(theirs, mine);
    double mutated = random.nextDouble() < mutation ? share + step() : share;
    return dimension.fromScale(dimension.lower() + Math.clamp(mutated, 0.0, 1.0) * width);
  }

  /** Simulated binary crossover: as far from the parent as bits would have brought it. */
  private double crossed(double near, double far) {
    double share = random.nextDouble();
    double exponent = 1 / (CROSSOVER_INDEX + 1);
    double spread =
        share < 0.5
            ? StrictMath.pow(2 * share, exponent)
            : StrictMath.pow(1 / (2 * (1 - share)), exponent);
    return ((1 + spread) * near + (1 - spread) * far) / 2;
  }

  /** Polynomial mutation. */
  private double step() {
    double share = random.nextDouble();
    double exponent = 1 / (MUTATION_INDEX + 1);
    return share < 0.5
        ? StrictMath.pow(2 * share, exponent) - 1
        : 1 - StrictMath.pow(2 * (1 - share), exponent);
  }
}
