package dev.millrace.features.dataset;

import java.time.Instant;

/**
 * A range of observation times.
 *
 * @param from inclusive
 * @param until exclusive
 */
public record TimeRange(Instant from, Instant until) {

  /** Everything that a measurement can have as its observation time. */
  public static final TimeRange ALL =
      new TimeRange(Instant.parse("1800-01-01T00:00:00Z"), Instant.parse("2200-01-01T00:00:00Z"));

  /** Whether it begins somewhere, not with whatever there is. */
  public boolean hasStart() {
    return from.isAfter(ALL.from());
  }

  /** Whether a time is in it. */
  public boolean contains(Instant time) {
    return !time.isBefore(from) && time.isBefore(until);
  }
}
