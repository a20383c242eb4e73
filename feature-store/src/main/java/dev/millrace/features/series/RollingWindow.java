package dev.millrace.features.series;

import dev.millrace.features.set.Statistic;

/**
 * Statistics of the last w steps, at every step of a grid, in O(n).
 *
 * <p>Steps are cut into blocks of w at multiples of w counted from 1970-01-01. A window is the tail
 * of one block and the head of the next, and two merged summaries give its statistics (van Herk's
 * algorithm for minima, with Chan's merge for the moments). So a result depends on the values in
 * its window and on nothing else: not on what came before, as running sums do, nor on where the
 * grid starts.
 */
public final class RollingWindow {

  private final int width;
  private final Moments heads;
  private final Moments tails;
  private final Grid grid;

  /** Prepares all windows of so many steps. */
  public RollingWindow(Grid grid, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("a window must have ≥ 1 steps, got " + width);
    }
    this.grid = grid;
    this.width = width;
    this.heads = new Moments(grid.size());
    this.tails = new Moments(grid.size());
    for (int i = 0; i < grid.size(); i++) {
      if (i == 0 || startsBlock(i)) {
        heads.add(i, grid.value(i));
      } else {
        heads.extend(i, i - 1, grid.value(i));
      }
    }
    for (int i = grid.size() - 1; i >= 0; i--) {
      if (i == grid.size() - 1 || startsBlock(i + 1)) {
        tails.add(i, grid.value(i));
      } else {
        tails.extend(i, i + 1, grid.value(i));
      }
    }
  }

  /**
   * The statistic of the window that ends with the given step.
   *
   * @return NaN when the window begins before the grid or has fewer values than asked for
   */
  public double value(Statistic statistic, int last, int minimumCount) {
    int first = last - width + 1;
    if (first < 0 || last >= grid.size() || count(first, last) < Math.max(1, minimumCount)) {
      return Double.NaN;
    }
    return switch (statistic) {
      case MEAN -> mean(first, last);
      case STD -> Math.sqrt(squares(first, last) / count(first, last));
      case MIN ->
          startsBlock(first)
              ? heads.smallest[last]
              : Math.min(tails.smallest[first], heads.smallest[last]);
      case MAX ->
          startsBlock(first)
              ? heads.largest[last]
              : Math.max(tails.largest[first], heads.largest[last]);
    };
  }

  private int count(int first, int last) {
    return startsBlock(first) ? heads.count[last] : tails.count[first] + heads.count[last];
  }

  private double mean(int first, int last) {
    if (startsBlock(first) || tails.count[first] == 0) {
      return heads.mean[last];
    }
    double delta = heads.mean[last] - tails.mean[first];
    return heads.count[last] == 0
        ? tails.mean[first]
        : tails.mean[first] + delta * heads.count[last] / count(first, last);
  }

  private double squares(int first, int last) {
    if (startsBlock(first)) {
      return heads.squares[last];
    }
    double delta = heads.mean[last] - tails.mean[first];
    double weight = (double) tails.count[first] * heads.count[last] / count(first, last);
    return tails.squares[first] + heads.squares[last] + (weight == 0 ? 0 : delta * delta * weight);
  }

  /** A window that starts with a block is that block, and its head is all of it. */
  private boolean startsBlock(int index) {
    return Math.floorMod(grid.slot(index), width) == 0;
  }
}
