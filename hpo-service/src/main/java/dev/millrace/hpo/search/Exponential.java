package dev.millrace.hpo.search;

/**
 * The exponential function out of sums and products alone, whose results Java fixes to the last
 * bit: as reproducible as {@link StrictMath#exp} and several times faster, for loops over kernels.
 * Relative error below 2e-15.
 */
final class Exponential {

  private static final double LOG2_E = 1.4426950408889634;

  /** Upper bits of ln 2, so that products with small whole numbers are exact, and the rest. */
  private static final double LN2_HIGH = 0x1.62e42feep-1;

  private static final double LN2_LOW = 0x1.a39ef35793c76p-33;

  private static final double LEAST = -708;
  private static final double MOST = 709;

  private Exponential() {}

  /** Zero below e^-708. */
  static double of(double x) {
    if (!(x >= LEAST)) {
      return Double.isNaN(x) ? x : 0;
    }
    if (x > MOST) {
      return StrictMath.exp(x);
    }
    double k = Math.rint(x * LOG2_E);
    double r = x - k * LN2_HIGH - k * LN2_LOW;
    return powerOfTwo((int) k) * taylor(r);
  }

  /** |r| is at most half of ln 2. */
  private static double taylor(double r) {
    double sum = 1.0 / 479001600;
    sum = sum * r + 1.0 / 39916800;
    sum = sum * r + 1.0 / 3628800;
    sum = sum * r + 1.0 / 362880;
    sum = sum * r + 1.0 / 40320;
    sum = sum * r + 1.0 / 5040;
    sum = sum * r + 1.0 / 720;
    sum = sum * r + 1.0 / 120;
    sum = sum * r + 1.0 / 24;
    sum = sum * r + 1.0 / 6;
    sum = sum * r + 0.5;
    sum = sum * r + 1;
    return sum * r + 1;
  }

  private static double powerOfTwo(int k) {
    return Double.longBitsToDouble((k + 1023L) << 52);
  }
}
