package dev.millrace.standalone.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** A pattern that somebody named; an offset or a zone in it counts. */
record PatternTime(DateTimeFormatter formatter, String pattern) implements TimeFormat {

  static PatternTime of(String pattern) throws UnusableFile {
    try {
      return new PatternTime(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), pattern);
    } catch (IllegalArgumentException e) {
      throw new UnusableFile(
          "--time-format '%s' is no pattern of java.time, such as yyyy-MM-dd HH:mm:ss (%s)"
              .formatted(pattern, e.getMessage()));
    }
  }

  @Override
  public Moment parse(String text) throws UnreadableTime {
    try {
      TemporalAccessor parsed = formatter.parse(text);
      if (parsed.isSupported(ChronoField.INSTANT_SECONDS)) {
        return new Moment.Known(Instant.from(parsed));
      }
      return new Moment.OnClock(
          parsed.isSupported(ChronoField.HOUR_OF_DAY)
              ? LocalDateTime.from(parsed)
              : LocalDate.from(parsed).atStartOfDay());
    } catch (DateTimeException e) {
      throw new UnreadableTime(text, describe(), e);
    }
  }

  @Override
  public String describe() {
    return pattern;
  }
}
