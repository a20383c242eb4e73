package dev.millrace.trainer.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * When each row's forecast is made, and for when; microseconds since 1970-01-01, in row order. What
 * is observed at an origin or later is not known to its row.
 */
public final class Times {
  private final long[] origins;
  private final long[] targets;
  private final List<String> names;
  private final int[] seriesOf;

  /** The rows of one series without a name. */
  public Times(long[] origins, long[] targets) {
    this(origins, targets, List.of(""), new int[origins.length]);
  }

  /**
   * Takes the arrays as they are; they are never written to.
   *
   * @param names of the series
   * @param seriesOf per row: the place of its series among the names
   */
  public Times(long[] origins, long[] targets, List<String> names, int[] seriesOf) {
    if (origins.length != targets.length) {
      throw new IllegalArgumentException(
          "as many target times as origins are needed, got %d and %d"
              .formatted(targets.length, origins.length));
    }
    for (int row = 0; row < origins.length; row++) {
      if (targets[row] < origins[row] || (row > 0 && origins[row] < origins[row - 1])) {
        throw new IllegalArgumentException(
            "rows must be in order of their origins, and no target before its origin; row %d is not"
                .formatted(row));
      }
    }
    this.origins = origins;
    this.targets = targets;
    this.names = List.copyOf(names);
    this.seriesOf = seriesOf;
  }

  int rows() {
    return origins.length;
  }

  /** For when a row's forecast is. */
  long target(int row) {
    return targets[row];
  }

  /** When a row's forecast is made. */
  long origin(int row) {
    return origins[row];
  }

  /** How many series there are. */
  int seriesCount() {
    return names.size();
  }

  /** The place of a row's series among all. */
  int seriesIndex(int row) {
    return seriesOf[row];
  }

  /** Those of some rows. */
  Times of(int[] rows) {
    return new Times(
        IntStream.of(rows).mapToLong(row -> origins[row]).toArray(),
        IntStream.of(rows).mapToLong(row -> targets[row]).toArray(),
        names,
        IntStream.of(rows).map(row -> seriesOf[row]).toArray());
  }

  /** Name of a row's series. */
  String series(int row) {
    return names.get(seriesOf[row]);
  }

  /** The first row with the origin of this one. */
  int firstOfOrigin(int row) {
    int first = row;
    while (first > 0 && origins[first - 1] == origins[row]) {
      first--;
    }
    return first;
  }

  /** How many of the first rows have a target that is known at the origin of this row. */
  int knownAt(int row) {
    int end = row;
    while (end > 0 && targets[end - 1] >= origins[row]) {
      end--;
    }
    return end;
  }
}
