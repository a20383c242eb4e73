package dev.millrace.features.series;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A series with one place for every step, NaN where nothing is known.
 *
 * <p>An observation between two steps belongs to the step before it, so that every value of the
 * steps before an origin was observed strictly before the origin. Of several observations in one
 * step the first counts, which is the nearest to the step's own time.
 */
public final class Grid {

  private final Rhythm rhythm;
  private final long firstSlot;
  private final double[] values;
  private final int offGrid;

  private Grid(Rhythm rhythm, long firstSlot, double[] values, int offGrid) {
    this.rhythm = rhythm;
    this.firstSlot = firstSlot;
    this.values = values;
    this.offGrid = offGrid;
  }

  /** How many steps a grid of these observations would have, from the first to the last. */
  public static long length(Observations observations, Rhythm rhythm) {
    int size = observations.size();
    return size == 0
        ? 0
        : rhythm.slotOf(observations.time(size - 1)) - rhythm.slotOf(observations.time(0)) + 1;
  }

  /** Puts observations on a grid; there must be at least one. */
  public static Grid of(Observations observations, Rhythm rhythm) {
    if (observations.size() == 0) {
      throw new IllegalArgumentException("a grid needs at least one observation");
    }
    double[] values = new double[Math.toIntExact(length(observations, rhythm))];
    Arrays.fill(values, Double.NaN);
    long firstSlot = rhythm.slotOf(observations.time(0));
    int offGrid = 0;
    for (int i = 0; i < observations.size(); i++) {
      long slot = rhythm.slotOf(observations.time(i));
      int index = Math.toIntExact(slot - firstSlot);
      if (Double.isNaN(values[index]) && Double.isFinite(observations.value(i))) {
        values[index] = observations.value(i);
      }
      if (rhythm.timeOf(slot) != observations.time(i)) {
        offGrid++;
      }
    }
    return new Grid(rhythm, firstSlot, values, offGrid);
  }

  /** How many steps it has. */
  public int size() {
    return values.length;
  }

  /** The value of a step, NaN where there is none, also before the first and after the last. */
  public double value(long index) {
    return index >= 0 && index < values.length ? values[(int) index] : Double.NaN;
  }

  /** When a step begins, in milliseconds since 1970-01-01, also beyond the last. */
  public long time(long index) {
    return rhythm.timeOf(firstSlot + index);
  }

  /** Number of a step counted from 1970-01-01. */
  public long slot(int index) {
    return firstSlot + index;
  }

  /** Length and offset of its steps. */
  public Rhythm rhythm() {
    return rhythm;
  }

  /** How many observations lay between two steps. */
  public int offGrid() {
    return offGrid;
  }

  /** The last step that has a value. */
  public OptionalInt lastKnown() {
    return IntStream.iterate(values.length - 1, index -> index >= 0, index -> index - 1)
        .filter(index -> !Double.isNaN(values[index]))
        .findFirst();
  }
}
