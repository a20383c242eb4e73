package dev.millrace.hpo.search;

import java.util.Arrays;

/** The best few of many rows, kept in order while they are looked through once. */
final class BestRows {

  private final History history;
  private final int[] rows;
  private int size;

  BestRows(History history, int most) {
    this.history = history;
    this.rows = new int[Math.min(most, history.size())];
  }

  void offer(int row) {
    if (size == rows.length && (size == 0 || history.compareRows(row, rows[size - 1]) > 0)) {
      return;
    }
    int place = place(row);
    int moved = Math.min(size, rows.length - 1) - place;
    System.arraycopy(rows, place, rows, place + 1, moved);
    rows[place] = row;
    size = Math.min(size + 1, rows.length);
  }

  private int place(int row) {
    int from = 0;
    int to = size;
    while (from < to) {
      int middle = (from + to) >>> 1;
      if (history.compareRows(rows[middle], row) < 0) {
        from = middle + 1;
      } else {
        to = middle;
      }
    }
    return from;
  }

  int[] rows() {
    return Arrays.copyOf(rows, size);
  }
}
