package dev.millrace.trainer.anomaly;

/** Tail probabilities of the standard normal distribution, also where they underflow. */
final class NormalTail {
  private static final double FAR = 5;
  private static final int FRACTION_DEPTH = 60;

  private NormalTail() {}

  /** Decimal logarithm of the probability that |Z| is larger. */
  static double log10TwoSided(double z) {
    double x = Math.abs(z);
    return x < FAR ? StrictMath.log10(1 - central(x)) : far(x) / StrictMath.log(10);
  }

  /** P(|Z| < x) by its series; exact to rounding for x below 5. */
  private static double central(double x) {
    double term = x;
    double sum = x;
    for (int n = 1; Math.abs(term) > 1e-18 * sum; n++) {
      term *= x * x / (2 * n + 1);
      sum += term;
    }
    return 2 * sum * StrictMath.exp(-x * x / 2) / StrictMath.sqrt(2 * StrictMath.PI);
  }

  /** Natural logarithm, by Laplace's continued fraction of Mills' ratio. */
  private static double far(double x) {
    double fraction = x;
    for (int n = FRACTION_DEPTH; n >= 1; n--) {
      fraction = x + n / fraction;
    }
    return StrictMath.log(2)
        - x * x / 2
        - StrictMath.log(StrictMath.sqrt(2 * StrictMath.PI))
        - StrictMath.log(fraction);
  }
}
