package dev.millrace.hpo.search.cmaes;

/**
 * How strongly a generation changes the distribution.
 *
 * <p>Source: N. Hansen, <i>The CMA Evolution Strategy: A Tutorial</i>, arXiv 1604.00772, table 1,
 * with weights above 0 only.
 */
final class Strength {

  final int population;
  final double[] weights;
  final double effective;
  final double ofSize;
  final double damping;
  final double ofPath;
  final double ofRankOne;
  final double ofRankMany;
  final double expectedLength;

  Strength(int axes, int population) {
    double d = axes;
    this.population = population;
    this.weights = weights(population);
    double squares = 0;
    for (double weight : weights) {
      squares += weight * weight;
    }
    this.effective = 1 / squares;
    this.ofSize = (effective + 2) / (d + effective + 5);
    this.damping = 1 + 2 * Math.max(0, Math.sqrt((effective - 1) / (d + 1)) - 1) + ofSize;
    this.ofPath = (4 + effective / d) / (d + 4 + 2 * effective / d);
    this.ofRankOne = 2 / ((d + 1.3) * (d + 1.3) + effective);
    this.ofRankMany =
        Math.min(
            1 - ofRankOne, 2 * (effective - 2 + 1 / effective) / ((d + 2) * (d + 2) + effective));
    this.expectedLength = Math.sqrt(d) * (1 - 1 / (4 * d) + 1 / (21 * d * d));
  }

  static int usualPopulation(int axes) {
    return 4 + (int) Math.floor(3 * StrictMath.log(axes));
  }

  private static double[] weights(int population) {
    double[] weights = new double[population / 2];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      weights[i] = StrictMath.log((population + 1) / 2.0) - StrictMath.log(i + 1);
      sum += weights[i];
    }
    for (int i = 0; i < weights.length; i++) {
      weights[i] /= sum;
    }
    return weights;
  }
}
