package dev.millrace.hpo.search.gp;

import java.util.Arrays;

/**
 * A rising transformation of objectives to mean 0 and deviation 1. Heavy tails would make
 * everything good look the same, so some bend; which one fits is for the likelihood to say.
 */
enum OutputWarp {

  /** Standardised and nothing else. */
  PLAIN {
    @Override
    Warped bend(double[] standard) {
      return new Warped(standard, 0);
    }
  },

  /**
   * As normal as can be. Source: I.-K. Yeo, R. A. Johnson, <i>A new family of power transformations
   * to improve normality or symmetry</i>, Biometrika 2000, with the likeliest power.
   */
  POWER {
    @Override
    Warped bend(double[] standard) {
      Warped likeliest = PLAIN.bend(standard);
      for (double power = LOWEST_POWER; power <= 1; power += POWER_STEP) {
        Warped tried = yeoJohnson(standard, power);
        if (tried.logJacobian() > likeliest.logJacobian()) {
          likeliest = tried;
        }
      }
      return likeliest;
    }
  },

  /** The logarithm of the distance to the best value, which counts as far as half of all are. */
  LOGARITHM {
    @Override
    Warped bend(double[] standard) {
      double[] sorted = standard.clone();
      Arrays.sort(sorted);
      double best = sorted[0];
      double scale = sorted[sorted.length / 2] - best;
      if (!(scale > 0)) {
        return PLAIN.bend(standard);
      }
      double[] bent = new double[standard.length];
      double log = 0;
      for (int i = 0; i < bent.length; i++) {
        bent[i] = StrictMath.log1p((standard[i] - best) / scale);
        log -= StrictMath.log(scale + standard[i] - best);
      }
      return Warped.of(bent, log);
    }
  };

  private static final double LOWEST_POWER = -1;
  private static final double POWER_STEP = 0.125;

  /** Standard deviations below are rounding, in values of size 1. */
  private static final double SAME = 1e-14;

  /** Transforms standardised values. */
  abstract Warped bend(double[] standard);

  /** Transforms finite values. */
  Warped of(double[] values) {
    return bend(standardise(values));
  }

  private static Warped yeoJohnson(double[] standard, double power) {
    double[] bent = new double[standard.length];
    double log = 0;
    for (int i = 0; i < bent.length; i++) {
      double y = standard[i];
      double size = StrictMath.log1p(Math.abs(y));
      double exponent = y >= 0 ? power : 2 - power;
      double magnitude = exponent == 0 ? size : StrictMath.expm1(exponent * size) / exponent;
      bent[i] = y >= 0 ? magnitude : -magnitude;
      log += (power - 1) * (y >= 0 ? size : -size);
    }
    return Warped.of(bent, log);
  }

  /** Zeros when the values do not differ. */
  static double[] standardise(double[] values) {
    double scale = 0;
    for (double value : values) {
      scale = Math.max(scale, Math.abs(value));
    }
    double[] result = new double[values.length];
    // Sums of the largest numbers would overflow, and subnormal ones lose their digits.
    if (scale < Double.MIN_NORMAL) {
      return result;
    }
    for (int i = 0; i < values.length; i++) {
      result[i] = values[i] / scale;
    }
    double mean = mean(result);
    for (int i = 0; i < values.length; i++) {
      result[i] -= mean;
    }
    double deviation = deviation(result);
    for (int i = 0; i < values.length; i++) {
      result[i] = deviation > SAME ? result[i] / deviation : 0;
    }
    return result;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value / values.length;
    }
    return sum;
  }

  /** Root of the mean square of values that have mean 0. */
  static double deviation(double[] centred) {
    double squares = 0;
    for (double value : centred) {
      squares += value * value / centred.length;
    }
    return Math.sqrt(squares);
  }

  /** Values and what the transformation does to their density. */
  static final class Warped {

    private final double[] values;
    private final double logJacobian;

    private Warped(double[] values, double logJacobian) {
      this.values = values;
      this.logJacobian = logJacobian;
    }

    private static Warped of(double[] bent, double logJacobian) {
      double[] centred = bent.clone();
      double mean = mean(bent);
      for (int i = 0; i < centred.length; i++) {
        centred[i] -= mean;
      }
      double deviation = deviation(centred);
      if (!(deviation > SAME)) {
        return new Warped(new double[bent.length], Double.NEGATIVE_INFINITY);
      }
      return new Warped(standardise(bent), logJacobian - bent.length * StrictMath.log(deviation));
    }

    double[] values() {
      return values.clone();
    }

    /** Logarithm of the derivatives' product, up to what standardising all alike would add. */
    double logJacobian() {
      return logJacobian;
    }
  }
}
