package dev.millrace.features.series;

import java.util.Arrays;
import java.util.Optional;
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

  private static final int MOST_HELD = 1_000_000;

  private final Rhythm rhythm;
  private final long firstSlot;
  private final double[] values;
  private final int offGrid;

  /** How many values there are before each step. */
  private final int[] countBefore;

  private Grid(Rhythm rhythm, long firstSlot, double[] values, int offGrid) {
    this.rhythm = rhythm;
    this.firstSlot = firstSlot;
    this.values = values;
    this.offGrid = offGrid;
    this.countBefore = new int[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      countBefore[i + 1] = countBefore[i] + (Double.isNaN(values[i]) ? 0 : 1);
    }
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

  /**
   * Puts observations on a grid of another rhythm. What is observed less often, such as a daily
   * value beside hourly ones, holds until its own next step.
   */
  public static Grid aligned(Observations observations, Rhythm rhythm) {
    return aligned(observations, Rhythm.of(observations), rhythm);
  }

  /**
   * Puts observations on a grid of another rhythm than their own, which they may be too few to
   * tell; empty when nobody can.
   */
  public static Grid aligned(Observations observations, Optional<Rhythm> own, Rhythm rhythm) {
    long step = own.map(Rhythm::stepMillis).orElse(rhythm.stepMillis());
    int hold = Math.clamp(step / rhythm.stepMillis(), 1, MOST_HELD);
    Grid grid = of(observations, rhythm);
    if (hold == 1) {
      return grid;
    }
    double[] held = Arrays.copyOf(grid.values, Math.addExact(grid.values.length, hold - 1));
    Arrays.fill(held, grid.values.length, held.length, Double.NaN);
    int last = -hold;
    for (int i = 0; i < held.length; i++) {
      if (!Double.isNaN(held[i])) {
        last = i;
      } else if (i - last < hold) {
        held[i] = held[last];
      }
    }
    return new Grid(rhythm, grid.firstSlot, held, grid.offGrid);
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

  /** How many steps of a run have a value; the run lies within the grid. */
  public int count(int first, int last) {
    return countBefore[last + 1] - countBefore[first];
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

  /** The latest of so many steps before an index that has a value; NaN when none has. */
  public double lastBefore(int index, int steps) {
    for (long i = index - 1L; i >= 0 && i >= (long) index - steps; i--) {
      if (!Double.isNaN(value(i))) {
        return value(i);
      }
    }
    return Double.NaN;
  }

  /** The last step that has a value. */
  public OptionalInt lastKnown() {
    return IntStream.iterate(values.length - 1, index -> index >= 0, index -> index - 1)
        .filter(index -> !Double.isNaN(values[index]))
        .findFirst();
  }
}
