package dev.millrace.features.measurement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a batch adds to a variable.
 *
 * @param unit empty when none was given
 */
public record Added(
    String unit,
    Instant firstObserved,
    Instant lastObserved,
    Instant firstRecorded,
    Instant lastRecorded,
    long measurements) {

  /** Of rows that are all new, by the number of their variable. */
  public static Map<Integer, Added> by(List<Version> rows) {
    Map<Integer, Added> added = new TreeMap<>();
    rows.forEach(row -> added.merge(row.variableId(), of(row.measurement()), Added::plus));
    return added;
  }

  private static Added of(Measurement one) {
    return new Added(
        one.unit(), one.observedAt(), one.observedAt(), one.recordedAt(), one.recordedAt(), 1);
  }

  /** Both together. */
  public Added plus(Added other) {
    return new Added(
        unit.compareTo(other.unit) >= 0 ? unit : other.unit,
        earlier(firstObserved, other.firstObserved),
        later(lastObserved, other.lastObserved),
        earlier(firstRecorded, other.firstRecorded),
        later(lastRecorded, other.lastRecorded),
        measurements + other.measurements);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
