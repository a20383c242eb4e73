package dev.millrace.trainer.metric;

import java.util.Arrays;

/** Order statistics of a sample. */
public final class Quantiles {
  /** The median absolute deviation of a normal distribution is the deviation divided by this. */
  public static final double NORMAL = 1.4826;

  private Quantiles() {}

  public static double[] sorted(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted;
  }

  /** The value at a share of a sorted sample, interpolated; share 0 is the smallest. */
  public static double at(double share, double[] sorted) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  public static double median(double[] values) {
    return at(0.5, sorted(values));
  }
}
