package dev.millrace.features.series;

import dev.millrace.features.set.Statistic;

/**
 * A statistic of the last w steps, at every step of a grid, in O(n) when asked in order.
 *
 * <p>Steps are cut into blocks of w at multiples of w counted from 1970-01-01. A window is the tail
 * of one block and the head of the next, and two merged summaries give its statistics (van Herk's
 * algorithm for minima, with Chan's merge for the moments). So a result depends on the values in
 * its window and on nothing else: not on what came before, as running sums do, nor on where the
 * grid starts. Two blocks are in memory, however long the series.
 */
public final class RollingWindow {

  private final int width;
  private final Grid grid;
  private final Statistic statistic;

  /**
   * Per place of a block: of the run from the block's begin to it, and from it to the block's end.
   */
  private final Moments heads;

  private final Moments tails;
  private long headBlock = Long.MIN_VALUE;
  private long tailBlock = Long.MIN_VALUE;

  /** All windows of so many steps. */
  public RollingWindow(Grid grid, int width, Statistic statistic) {
    if (width < 1) {
      throw new IllegalArgumentException("a window must have ≥ 1 steps, got " + width);
    }
    this.grid = grid;
    this.width = width;
    this.statistic = statistic;
    this.heads = new Moments(statistic, width);
    this.tails = new Moments(statistic, width);
  }

  /**
   * The statistic of the window that ends with the given step.
   *
   * @return NaN when the window begins before the grid or has fewer values than asked for
   */
  public double value(int last, int minimumCount) {
    int first = last - width + 1;
    if (first < 0 || last >= grid.size()) {
      return Double.NaN;
    }
    long slot = grid.slot(last);
    long block = Math.floorDiv(slot, width);
    int head = (int) (slot - block * width);
    loadHeads(block);
    boolean whole = head == width - 1;
    if (!whole) {
      loadTails(block - 1);
    }
    return merged(head, whole ? -1 : head + 1, minimumCount);
  }

  /** The statistic of a head and, unless its place is negative, the tail before it. */
  private double merged(int head, int tail, int minimumCount) {
    int before = tail < 0 ? 0 : tails.count[tail];
    int count = before + heads.count[head];
    if (count < Math.max(1, minimumCount)) {
      return Double.NaN;
    }
    return switch (statistic) {
      case MEAN -> mean(head, tail, before, count);
      case STD -> Math.sqrt(squares(head, tail, before, count) / count);
      case MIN ->
          tail < 0 ? heads.extreme[head] : Math.min(tails.extreme[tail], heads.extreme[head]);
      case MAX ->
          tail < 0 ? heads.extreme[head] : Math.max(tails.extreme[tail], heads.extreme[head]);
    };
  }

  private double mean(int head, int tail, int before, int count) {
    if (before == 0) {
      return heads.mean[head];
    }
    double delta = heads.mean[head] - tails.mean[tail];
    return heads.count[head] == 0
        ? tails.mean[tail]
        : tails.mean[tail] + delta * heads.count[head] / count;
  }

  private double squares(int head, int tail, int before, int count) {
    if (tail < 0) {
      return heads.squares[head];
    }
    double delta = heads.mean[head] - tails.mean[tail];
    double weight = (double) before * heads.count[head] / count;
    return tails.squares[tail] + heads.squares[head] + (weight == 0 ? 0 : delta * delta * weight);
  }

  private void loadHeads(long block) {
    if (headBlock == block) {
      return;
    }
    headBlock = block;
    heads.clear();
    heads.add(0, value(block, 0));
    for (int place = 1; place < width; place++) {
      heads.extend(place, place - 1, value(block, place));
    }
  }

  private void loadTails(long block) {
    if (tailBlock == block) {
      return;
    }
    tailBlock = block;
    tails.clear();
    tails.add(width - 1, value(block, width - 1));
    for (int place = width - 2; place >= 0; place--) {
      tails.extend(place, place + 1, value(block, place));
    }
  }

  private double value(long block, int place) {
    return grid.value(block * width + place - grid.slot(0));
  }
}
