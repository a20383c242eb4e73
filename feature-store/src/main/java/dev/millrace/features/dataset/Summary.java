package dev.millrace.features.dataset;

import org.jspecify.annotations.Nullable;

/** What values look like, one after the other. */
final class Summary {
  private long count;
  private long zeros;
  private double mean;
  private double squares;
  private double smallest = Double.POSITIVE_INFINITY;
  private double largest = Double.NEGATIVE_INFINITY;

  /** Welford's step. */
  void add(double value) {
    count++;
    zeros += value == 0 ? 1 : 0;
    double delta = value - mean;
    mean += delta / count;
    squares += delta * (value - mean);
    smallest = Math.min(smallest, value);
    largest = Math.max(largest, value);
  }

  double zeroShare() {
    return count == 0 ? 0 : (double) zeros / count;
  }

  /** Null when there was no value. */
  @Nullable ValueSummary of() {
    return count == 0
        ? null
        : new ValueSummary(smallest, largest, mean, Math.sqrt(squares / count));
  }
}
