package dev.millrace.features.dataset;

import dev.millrace.features.series.Observations;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/** Finds where the level of a series changes by a factor that only another unit explains. */
final class LevelJumps {

  private static final int PARTS = 20;
  private static final int FEWEST_VALUES = 10;

  private LevelJumps() {}

  /**
   * A change of level.
   *
   * @param around where the later part begins, milliseconds since 1970-01-01
   */
  record Jump(long around, double before, double after) {
    Violation warning(String series) {
      return Inspection.warning(
          "the level jumps",
          "the median size of the values of series '%s' goes from %s to %s around %s: was the unit changed?"
              .formatted(series, before, after, Instant.ofEpochMilli(around)));
    }
  }

  /** The first jump by at least the factor, up or down, between neighbouring parts of a series. */
  static Optional<Jump> first(Observations observed, double factor) {
    int length = observed.size() / PARTS;
    double before = Double.NaN;
    for (int part = 0; part < PARTS && length >= FEWEST_VALUES; part++) {
      int from = part * length;
      double level = medianSize(observed, from, from + length);
      if (level > 0 && before > 0 && (level >= factor * before || before >= factor * level)) {
        return Optional.of(new Jump(observed.time(from), before, level));
      }
      before = level;
    }
    return Optional.empty();
  }

  private static double medianSize(Observations observed, int from, int until) {
    double[] sizes = new double[until - from];
    int count = 0;
    for (int i = from; i < until; i++) {
      if (Double.isFinite(observed.value(i))) {
        sizes[count++] = Math.abs(observed.value(i));
      }
    }
    Arrays.sort(sizes, 0, count);
    return count == 0 ? Double.NaN : sizes[count / 2];
  }
}
