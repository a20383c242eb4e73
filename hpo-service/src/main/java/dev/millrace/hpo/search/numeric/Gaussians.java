package dev.millrace.hpo.search.numeric;

import java.util.random.RandomGenerator;

/** Standard normal numbers out of operations that give the same bits on every machine. */
public final class Gaussians {

  private Gaussians() {}

  /** Independent ones, by Marsaglia's polar method. */
  public static double[] draw(int count, RandomGenerator random) {
    double[] result = new double[count];
    for (int i = 0; i < count; i += 2) {
      double u;
      double v;
      double s;
      do {
        u = 2 * random.nextDouble() - 1;
        v = 2 * random.nextDouble() - 1;
        s = u * u + v * v;
      } while (s >= 1 || s == 0);
      double factor = Math.sqrt(-2 * StrictMath.log(s) / s);
      result[i] = u * factor;
      if (i + 1 < count) {
        result[i + 1] = v * factor;
      }
    }
    return result;
  }
}
