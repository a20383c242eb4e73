package dev.millrace.trainer.anomaly;

/**
 * A time in which something was wrong, as somebody who knows says.
 *
 * @param series its series; empty for every series
 * @param start microseconds since 1970-01-01
 * @param end as the start; belongs to it
 */
public record Label(String series, long start, long end) {
  public Label {
    if (end < start) {
      throw new IllegalArgumentException(
          "a label must not end before it starts, got %d to %d".formatted(start, end));
    }
  }

  boolean isOf(String name) {
    return series.isEmpty() || series.equals(name);
  }

  boolean holds(long time) {
    return start <= time && time <= end;
  }
}
