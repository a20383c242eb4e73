package dev.millrace.trainer.data;

/**
 * When each row's forecast is made, and for when; microseconds since 1970-01-01, in row order. What
 * is observed at an origin or later is not known to its row.
 */
public final class Times {
  private final long[] origins;
  private final long[] targets;

  /** Takes the arrays as they are; they are never written to. */
  public Times(long[] origins, long[] targets) {
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
  }

  int rows() {
    return origins.length;
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
