package dev.millrace.features.dataset.parquet;

import java.util.Arrays;

/** Distinct values in the order in which they came first, each a pattern of 64 bits. */
final class Dictionary {

  /** Beyond so many distinct ones, a column in which every other value is new is given up. */
  private static final int PATIENCE = 1 << 12;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private long[] distinct = new long[0];
  private int[] table = new int[0];
  private int shift;
  private int size;

  /**
   * Replaces values by their places in the dictionary.
   *
   * @return whether that takes less room than the values themselves; if not, the indexes are void
   */
  boolean index(long[] values, int count, int[] indexes) {
    prepare(count);
    for (int i = 0; i < count; i++) {
      int place = place(values[i]);
      if (place == size) {
        if (size == distinct.length || (size >= PATIENCE && size > i / 2)) {
          return false;
        }
        distinct[size++] = values[i];
      }
      indexes[i] = place;
    }
    long bytes = (long) size * Long.BYTES + (long) count * width() / Byte.SIZE;
    return bytes < (long) count * Long.BYTES;
  }

  int size() {
    return size;
  }

  /** Bits of an index. */
  int width() {
    return RunLengths.width(size - 1);
  }

  /** Writes the distinct values in order. */
  void writeTo(Bytes out) {
    out.putLongs(distinct, size);
  }

  private void prepare(int count) {
    int most = Math.max(1, count / 2);
    if (distinct.length != most) {
      distinct = new long[most];
      int slots = Integer.highestOneBit(most) << 2;
      table = new int[slots];
      shift = Long.SIZE - Integer.numberOfTrailingZeros(slots);
    }
    Arrays.fill(table, 0);
    size = 0;
  }

  /** Place of a value; the size if it is new, and the next value added has that place. */
  private int place(long value) {
    int slot = (int) ((value * GOLDEN) >>> shift);
    while (table[slot] != 0) {
      if (distinct[table[slot] - 1] == value) {
        return table[slot] - 1;
      }
      slot = (slot + 1) & (table.length - 1);
    }
    table[slot] = size + 1;
    return size;
  }
}
