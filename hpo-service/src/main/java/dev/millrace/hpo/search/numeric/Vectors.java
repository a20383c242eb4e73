package dev.millrace.hpo.search.numeric;

/** The two loops in which linear algebra spends its time, in one fixed order of summation. */
public final class Vectors {

  private Vectors() {}

  /** Sum of the products of the elements from {@code from} to {@code to}, exclusive. */
  public static double dot(double[] a, double[] b, int from, int to) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int i = from;
    // Four sums at once: one alone would wait for each addition to finish.
    for (; i + 3 < to; i += 4) {
      s0 += a[i] * b[i];
      s1 += a[i + 1] * b[i + 1];
      s2 += a[i + 2] * b[i + 2];
      s3 += a[i + 3] * b[i + 3];
    }
    for (; i < to; i++) {
      s0 += a[i] * b[i];
    }
    return (s0 + s1) + (s2 + s3);
  }

  public static double dot(double[] a, double[] b) {
    return dot(a, b, 0, a.length);
  }

  /** Adds {@code factor · a} to {@code b}, from {@code from} to {@code to}, exclusive. */
  public static void addScaled(double factor, double[] a, double[] b, int from, int to) {
    for (int i = from; i < to; i++) {
      b[i] += factor * a[i];
    }
  }
}
