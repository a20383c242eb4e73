package dev.millrace.trainer.metric;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

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

  /**
   * The smallest value that has half of the weight up to it.
   *
   * @param weights one per value, none negative, not all 0
   */
  public static double weightedMedian(double[] values, double[] weights) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double half = Arrays.stream(weights).sum() / 2;
    double below = 0;
    for (int i : order) {
      below += weights[i];
      if (below >= half) {
        return values[i];
      }
    }
    return values[order[order.length - 1]];
  }
}
