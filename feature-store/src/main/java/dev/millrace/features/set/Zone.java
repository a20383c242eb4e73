package dev.millrace.features.set;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;

/** A time zone, for the clock and the calendar that people live by. */
public record Zone(ZoneId id) {

  /** The same hour everywhere. */
  public static final Zone UTC = new Zone(ZoneOffset.UTC);

  /**
   * The zone of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static Zone of(String name) {
    try {
      return name.equals("UTC") ? UTC : new Zone(ZoneId.of(name));
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "a time zone must be one of the IANA data base, such as Europe/Berlin, got '%s'"
              .formatted(name),
          e);
    }
  }

  /** What a clock in the zone shows, as if it were UTC; milliseconds since 1970-01-01. */
  public long local(long epochMillis) {
    if (id instanceof ZoneOffset fixed) {
      return epochMillis + fixed.getTotalSeconds() * 1000L;
    }
    ZoneRules rules = id.getRules();
    return epochMillis
        + rules.getOffset(Instant.ofEpochMilli(epochMillis)).getTotalSeconds() * 1000L;
  }

  @Override
  public String toString() {
    return id.equals(ZoneOffset.UTC) ? "UTC" : id.getId();
  }
}
