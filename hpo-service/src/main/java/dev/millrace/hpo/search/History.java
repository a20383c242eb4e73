package dev.millrace.hpo.search;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.RandomAccess;

/**
 * The trials of a study that have ended, in the order in which they were counted. An immutable list
 * that is extended in constant time: versions share their rows, and a version that is extended
 * twice gives two histories that know nothing of each other. Beside the trials it keeps what
 * samplers ask for again and again, in columns.
 */
public final class History extends AbstractList<FinishedTrial> implements RandomAccess {

  public static final History NONE = new History(new HistoryBlock[0], 0, 0, new SharedParts());

  private final HistoryBlock[] blocks;
  private final int size;
  private final int evaluated;
  private final SharedParts shared;

  private History(HistoryBlock[] blocks, int size, int evaluated, SharedParts shared) {
    this.blocks = blocks;
    this.size = size;
    this.evaluated = evaluated;
    this.shared = shared;
  }

  public static History of(List<FinishedTrial> trials) {
    History history = NONE;
    for (FinishedTrial trial : trials) {
      history = history.plus(trial);
    }
    return history;
  }

  /** This history with one trial more. */
  public History plus(FinishedTrial trial) {
    SharedParts parts = size == 0 ? new SharedParts() : shared;
    FinishedTrial packed = trial.sharing(parts);
    int row = size % HistoryBlock.ROWS;
    HistoryBlock[] extended = row == 0 ? Arrays.copyOf(blocks, blocks.length + 1) : blocks;
    int last = extended.length - 1;
    if (row == 0) {
      extended[last] = new HistoryBlock();
    }
    if (!extended[last].append(row, packed)) {
      extended = extended.clone();
      extended[last] = blocks[last].copy(row);
      extended[last].append(row, packed);
    }
    boolean hasValue = Rank.tier(trial.outcome()) != Rank.NO_VALUE;
    return new History(extended, size + 1, hasValue ? evaluated + 1 : evaluated, parts);
  }

  @Override
  public FinishedTrial get(int index) {
    if (index < 0 || index >= size) {
      throw new IndexOutOfBoundsException(
          "row must be from 0 to %d, got %d".formatted(size - 1, index));
    }
    return block(index).trial(index % HistoryBlock.ROWS);
  }

  @Override
  public int size() {
    return size;
  }

  /** How many trials ended with a value: complete or pruned. */
  public int evaluated() {
    return evaluated;
  }

  /**
   * One parameter of every trial on its dimension's scale; NaN for a trial that lacks it or had it
   * from outside the dimension.
   */
  Column column(String name, Dimension dimension) {
    double[][] parts = new double[blocks.length][];
    for (int i = 0; i < parts.length; i++) {
      int rows = Math.min(HistoryBlock.ROWS, size - i * HistoryBlock.ROWS);
      parts[i] = blocks[i].column(name, dimension, rows);
    }
    return row -> parts[row / HistoryBlock.ROWS][row % HistoryBlock.ROWS];
  }

  /** A number for every row of a history. */
  interface Column {
    double at(int row);
  }

  int number(int row) {
    return block(row).number(row % HistoryBlock.ROWS);
  }

  boolean hasValue(int row) {
    return block(row).tier(row % HistoryBlock.ROWS) != Rank.NO_VALUE;
  }

  /**
   * Rows of the {@code k} best trials with a value, best first; among equals the lower number wins.
   */
  int[] best(int k) {
    BestRows best = new BestRows(this, k);
    for (int row = 0; row < size; row++) {
      if (hasValue(row)) {
        best.offer(row);
      }
    }
    return best.rows();
  }

  /** Below 0 when the trial of row {@code a} did better than that of row {@code b}. */
  int compareRows(int a, int b) {
    HistoryBlock first = block(a);
    HistoryBlock second = block(b);
    int i = a % HistoryBlock.ROWS;
    int j = b % HistoryBlock.ROWS;
    int byTier = Integer.compare(first.tier(i), second.tier(j));
    int byRank = byTier != 0 ? byTier : Double.compare(first.value(i), second.value(j));
    return byRank != 0 ? byRank : Integer.compare(first.number(i), second.number(j));
  }

  private HistoryBlock block(int row) {
    return blocks[row / HistoryBlock.ROWS];
  }
}
