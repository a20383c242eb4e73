package dev.millrace.platform.web;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.regex.Pattern;

/** Times as requests write them. */
public final class IsoTime {

  static final String EXPECTED = "an ISO-8601 date such as 2025-01-31 or 2025-01-31T08:00:00Z";

  private static final Pattern ZONED = Pattern.compile("[Zz]$|[+-]\\d\\d(:?\\d\\d)?$");

  /** What a database can keep and an event can say in milliseconds, and more than anybody means. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999999Z");

  private IsoTime() {}

  /**
   * The millisecond that the text names. What says no zone is in UTC, on any machine; a plain date
   * is its first moment.
   *
   * @throws DateTimeException when the text is no ISO-8601 date of the years 1 to 9999
   */
  public static Instant parse(String text) {
    Instant instant = instant(text);
    if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
      throw new DateTimeException("year must be from 1 to 9999, got " + text);
    }
    return instant.truncatedTo(ChronoUnit.MILLIS);
  }

  private static Instant instant(String text) {
    if (!text.contains("T")) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    return ZONED.matcher(text).find()
        ? OffsetDateTime.parse(text).toInstant()
        : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
  }
}
