package dev.millrace.hpo.search;

import dev.millrace.hpo.search.numeric.Normal;
import java.util.random.RandomGenerator;

/** Gaussian kernels on a dimension's scale: cut off at its ends, in cells where it is a grid. */
final class Scale {

  /** Beyond so many standard deviations a kernel adds nothing beside the prior. */
  static final double REACH = 6;

  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /** On a finer grid no kernel sees the cells. */
  private static final double MOST_CELLS = 1000;

  private final Dimension.Numeric dimension;
  private final double lower;
  private final double upper;
  private final double halfStep;

  Scale(Dimension.Numeric dimension) {
    this.dimension = dimension;
    this.lower = dimension.lower();
    this.upper = dimension.upper();
    this.halfStep = (upper - lower) > MOST_CELLS * dimension.step() ? 0 : dimension.step() / 2;
  }

  double width() {
    return upper - lower;
  }

  double middle() {
    return lower + (upper - lower) / 2;
  }

  /** Half the width of a cell, 0 where there are none. */
  double halfStep() {
    return halfStep;
  }

  /** The bell curve of height 1, or a cell's share of the Gaussian. */
  double kernel(double distance, double deviation) {
    if (distance > REACH * deviation + halfStep) {
      return 0;
    }
    if (halfStep == 0) {
      double z = distance / deviation;
      return Exponential.of(-z * z / 2);
    }
    return cellShare(distance, deviation);
  }

  /** By the lower tails, where the distribution function does not lose digits. */
  double cellShare(double distance, double deviation) {
    return Normal.cdf((halfStep - distance) / deviation)
        - Normal.cdf((-halfStep - distance) / deviation);
  }

  /** What makes a density of {@link #kernel}, given that the rest of the Gaussian is cut off. */
  double peak(double mean, double deviation) {
    double height = halfStep == 0 ? 1 / (deviation * SQRT_2_PI) : 1;
    double below = (mean - lower) / deviation;
    double above = (upper - mean) / deviation;
    return below > REACH && above > REACH
        ? height
        : height / (Normal.cdf(above) - Normal.cdf(-below));
  }

  /**
   * A point under the kernel. It is centred inside the scale and not wider than it, so at least a
   * third of draws fit.
   */
  double draw(double mean, double deviation, RandomGenerator random) {
    double point = random.nextGaussian(mean, deviation);
    while (point < lower || point > upper) {
      point = random.nextGaussian(mean, deviation);
    }
    return dimension.step() == 0 ? point : dimension.toScale(dimension.fromScale(point));
  }
}
