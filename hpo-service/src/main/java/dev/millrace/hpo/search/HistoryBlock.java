package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Some rows of a history. Rows are written once, each by the one who claimed it, and are read only
 * through a history that was made after; so versions of a history can share their blocks.
 */
final class HistoryBlock {

  static final int ROWS = 256;

  private final AtomicInteger claimed = new AtomicInteger();
  private final FinishedTrial[] trials = new FinishedTrial[ROWS];
  private final int[] numbers = new int[ROWS];
  private final int[] tiers = new int[ROWS];
  private final double[] values = new double[ROWS];
  private final List<Column> columns = new ArrayList<>(0);

  /** A parameter on its dimension's scale, as far as it has been asked for. */
  private static final class Column {
    final String name;
    final Dimension dimension;
    final double[] points = new double[ROWS];
    int known;

    Column(String name, Dimension dimension) {
      this.name = name;
      this.dimension = dimension;
    }

    boolean isOf(String otherName, Dimension otherDimension) {
      return name.equals(otherName) && dimension.equals(otherDimension);
    }
  }

  /** Writes the row unless somebody else has; says whether it did. */
  boolean append(int row, FinishedTrial trial) {
    if (!claimed.compareAndSet(row, row + 1)) {
      return false;
    }
    trials[row] = trial;
    numbers[row] = trial.number();
    tiers[row] = Rank.tier(trial.outcome());
    values[row] = Rank.value(trial.outcome());
    return true;
  }

  /** A block of its own with the same first rows. */
  HistoryBlock copy(int rows) {
    HistoryBlock copy = new HistoryBlock();
    for (int row = 0; row < rows; row++) {
      copy.append(row, trials[row]);
    }
    return copy;
  }

  FinishedTrial trial(int row) {
    return trials[row];
  }

  int number(int row) {
    return numbers[row];
  }

  int tier(int row) {
    return tiers[row];
  }

  double value(int row) {
    return values[row];
  }

  /** Points of the first {@code rows} trials; what lies behind them means nothing. */
  synchronized double[] column(String name, Dimension dimension, int rows) {
    Column column = known(name, dimension);
    for (int row = column.known; row < rows; row++) {
      column.points[row] =
          trials[row].parameters().get(name).map(dimension::pointOf).orElse(Double.NaN);
    }
    column.known = Math.max(column.known, rows);
    return column.points;
  }

  private Column known(String name, Dimension dimension) {
    for (Column column : columns) {
      if (column.isOf(name, dimension)) {
        return column;
      }
    }
    Column added = new Column(name, dimension);
    columns.add(added);
    return added;
  }
}
