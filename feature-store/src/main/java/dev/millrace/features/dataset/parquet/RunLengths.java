package dev.millrace.features.dataset.parquet;

/**
 * Parquet's hybrid of run lengths and bit packing: eight or more equal numbers are a run, all
 * others are packed in groups of eight, the lowest bits first.
 */
final class RunLengths {

  private static final int GROUP = 8;

  private RunLengths() {}

  /** Bits that the numbers from 0 to the given one need, at least one. */
  static int width(int largest) {
    return Math.max(1, Integer.SIZE - Integer.numberOfLeadingZeros(largest));
  }

  /** Encodes the first {@code count} numbers, each of at most {@code width} bits. */
  static void encode(int[] values, int count, int width, Bytes out) {
    int at = 0;
    while (at < count) {
      int run = runAt(values, at, count, Integer.MAX_VALUE);
      if (run >= GROUP) {
        out.putVarint((long) run << 1);
        for (int shift = 0; shift < width; shift += Byte.SIZE) {
          out.putByte(values[at] >>> shift);
        }
        at += run;
      } else {
        int end = at + GROUP;
        while (end < count && runAt(values, end, count, GROUP) < GROUP) {
          end += GROUP;
        }
        pack(values, at, Math.min(end, count), width, out);
        at = end;
      }
    }
  }

  private static int runAt(int[] values, int at, int count, int enough) {
    int end = at + 1;
    while (end < count && values[end] == values[at] && end - at < enough) {
      end++;
    }
    return end - at;
  }

  private static void pack(int[] values, int from, int to, int width, Bytes out) {
    int groups = (to - from + GROUP - 1) / GROUP;
    out.putVarint(((long) groups << 1) | 1);
    long pending = 0;
    int bits = 0;
    for (int i = from; i < from + groups * GROUP; i++) {
      pending |= (i < to ? values[i] & 0xffffffffL : 0) << bits;
      bits += width;
      while (bits >= Byte.SIZE) {
        out.putByte((int) pending);
        pending >>>= Byte.SIZE;
        bits -= Byte.SIZE;
      }
    }
  }
}
