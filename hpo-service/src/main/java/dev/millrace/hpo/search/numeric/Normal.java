package dev.millrace.hpo.search.numeric;

/**
 * The standard normal distribution.
 *
 * <p>Source: G. West, <i>Better approximations to cumulative normal functions</i>, Wilmott 2005,
 * after Hart's algorithm 5666; absolute error below 1e-14.
 */
public final class Normal {

  private static final double[] NUMERATOR = {
    3.52624965998911e-2,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] DENOMINATOR = {
    8.83883476483184e-2,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };
  private static final double RATIONAL_UP_TO = 7.07106781186547;

  private Normal() {}

  /** Probability of a value below {@code z}. */
  public static double cdf(double z) {
    double tail = lowerTail(-Math.abs(z));
    return z > 0 ? 1 - tail : tail;
  }

  private static double lowerTail(double z) {
    double distance = -z;
    double exponential = StrictMath.exp(-distance * distance / 2);
    if (distance < RATIONAL_UP_TO) {
      return exponential * horner(NUMERATOR, distance) / horner(DENOMINATOR, distance);
    }
    double fraction = distance + 0.65;
    for (int k = 4; k >= 1; k--) {
      fraction = distance + k / fraction;
    }
    return exponential / fraction / Math.sqrt(2 * Math.PI);
  }

  private static double horner(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}
