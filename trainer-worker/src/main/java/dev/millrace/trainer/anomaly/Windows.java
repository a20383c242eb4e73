package dev.millrace.trainer.anomaly;

/**
 * How far off the last points are together, over windows of several lengths: a single large
 * residual shows in the shortest, a small one that stays in a longer one.
 */
final class Windows {
  /** In points. */
  static final int[] LENGTHS = {1, 4, 16, 64};

  /** Within a window a single point must not count for more: that is what length 1 is for. */
  private static final double MOST = 6;

  private static final int LONGEST = 64;

  private final double[] last = new double[LONGEST];
  private long count;

  /** Adds a residual in units of its scale. */
  void add(double residual) {
    last[(int) (count++ % LONGEST)] = residual;
  }

  /** The magnitude over the last so many points; NaN while there are fewer. */
  double magnitude(int length) {
    if (count < length) {
      return Double.NaN;
    }
    if (length == 1) {
      return Math.abs(last[(int) ((count - 1) % LONGEST)]);
    }
    double sum = 0;
    for (long i = count - length; i < count; i++) {
      sum += Math.clamp(last[(int) (i % LONGEST)], -MOST, MOST);
    }
    return Math.abs(sum) / Math.sqrt(length);
  }
}
