package dev.millrace.hpo.search;

import java.util.Arrays;

/** How wide the kernel around each observation is: it reaches to the farther of its neighbours. */
final class Bandwidths {

  /** "Magic clip" of Bergstra's code: no kernel narrower than this share of the scale. */
  private static final double NARROWEST = 0.01;

  private Bandwidths() {}

  /** The least width with so many observations: few of them must not look sure of themselves. */
  static double narrowest(int observations, Scale scale) {
    return Math.max(NARROWEST, 1.0 / (2 + observations)) * scale.width();
  }

  /**
   * Widths of the kernels around rising observations and of the prior's, which comes last and is
   * nobody's neighbour. The ends of the scale are no neighbours either.
   */
  static double[] ofSorted(double[] means, Scale scale) {
    int n = means.length - 1;
    double narrowest = narrowest(n, scale);
    double[] widths = new double[n + 1];
    for (int i = 0; i < n; i++) {
      double below = i > 0 ? means[i] - means[i - 1] : 0;
      double above = i < n - 1 ? means[i + 1] - means[i] : 0;
      widths[i] = Math.clamp(Math.max(below, above), narrowest, scale.width());
    }
    widths[n] = scale.width();
    return widths;
  }

  /** The same for observations in any order. */
  static double[] of(double[] means, Scale scale) {
    int n = means.length - 1;
    double[] sorted = means.clone();
    Arrays.sort(sorted, 0, n);
    double[] ofSorted = ofSorted(sorted, scale);
    double[] widths = new double[n + 1];
    for (int i = 0; i < n; i++) {
      widths[i] = ofSorted[Arrays.binarySearch(sorted, 0, n, means[i])];
    }
    widths[n] = ofSorted[n];
    return widths;
  }
}
