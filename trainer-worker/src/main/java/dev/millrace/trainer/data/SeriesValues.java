package dev.millrace.trainer.data;

import java.util.Arrays;

/**
 * What is known of the series of a dataset, by time: the targets of its rows, and nothing else. Of
 * a value that no row has as its target nobody can say whether it was measured.
 */
final class SeriesValues {
  private final Times times;
  private final double[] targets;
  private final int horizon;

  /** The rows of each series, in the order of time. */
  private final int[][] rowsOf;

  /** Per row: its place among the rows of its series. */
  private final int[] places;

  SeriesValues(Times times, double[] targets, int horizon) {
    this.times = times;
    this.targets = targets;
    this.horizon = horizon;
    this.places = new int[targets.length];
    int[] counts = new int[times.seriesCount()];
    for (int row = 0; row < places.length; row++) {
      places[row] = counts[times.seriesIndex(row)]++;
    }
    this.rowsOf = Arrays.stream(counts).mapToObj(int[]::new).toArray(int[][]::new);
    for (int row = 0; row < places.length; row++) {
      rowsOf[times.seriesIndex(row)][places[row]] = row;
    }
  }

  /** The value of a row's series so many steps before the row's target; NaN when none is known. */
  double beforeTarget(int row, int steps) {
    int[] rows = rowsOf[times.seriesIndex(row)];
    long step = (times.target(row) - times.origin(row)) / horizon;
    long wanted = times.target(row) - steps * step;
    // Targets of a series are at least a step apart; without gaps the first guess is right.
    int low = Math.max(0, places[row] - steps);
    int high = places[row];
    while (low < high && times.target(rows[low]) < wanted) {
      int middle = (low + high) >>> 1;
      if (times.target(rows[middle]) < wanted) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return times.target(rows[low]) == wanted ? targets[rows[low]] : Double.NaN;
  }
}
