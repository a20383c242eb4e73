package dev.millrace.standalone.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a column writes instants. */
public sealed interface TimeFormat {

  /** The instant that the text names. */
  Instant parse(String text) throws UnreadableTime;

  /** The format in words. */
  String describe();

  /** With an offset or Z: the zone is in the text. */
  record WithOffset() implements TimeFormat {
    private static final DateTimeFormatter FORMAT =
        new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[XXX][XX][X]")
            .toFormatter(Locale.ROOT);

    @Override
    public Instant parse(String text) throws UnreadableTime {
      try {
        return OffsetDateTime.parse(text, FORMAT).toInstant();
      } catch (DateTimeParseException e) {
        throw new UnreadableTime(text, describe(), e);
      }
    }

    @Override
    public String describe() {
      return "ISO 8601 with offset";
    }
  }

  /** Date and time on the clocks of a zone. */
  record Local(DateTimeFormatter format, String pattern, ZoneId zone) implements TimeFormat {
    @Override
    public Instant parse(String text) throws UnreadableTime {
      try {
        return inZone(dateTime(format.parse(text)), text);
      } catch (DateTimeException e) {
        throw new UnreadableTime(text, describe(), e);
      }
    }

    private static LocalDateTime dateTime(TemporalAccessor parsed) {
      return parsed.isSupported(ChronoField.HOUR_OF_DAY)
          ? LocalDateTime.from(parsed)
          : LocalDate.from(parsed).atStartOfDay();
    }

    private Instant inZone(LocalDateTime time, String text) throws UnreadableTime {
      if (zone.getRules().getValidOffsets(time).isEmpty()) {
        throw new UnreadableTime(text, "a time that the clocks of " + zone + " showed", null);
      }
      return time.atZone(zone).toInstant();
    }

    @Override
    public String describe() {
      return pattern + " in " + zone;
    }
  }

  /** Seconds or milliseconds since 1970. */
  record Epoch(boolean milliseconds) implements TimeFormat {
    @Override
    public Instant parse(String text) throws UnreadableTime {
      try {
        double number = Double.parseDouble(text);
        return Instant.ofEpochMilli(Math.round(milliseconds ? number : number * 1000));
      } catch (NumberFormatException e) {
        throw new UnreadableTime(text, describe(), e);
      }
    }

    @Override
    public String describe() {
      return (milliseconds ? "milliseconds" : "seconds") + " since 1970";
    }
  }

  /** A pattern of {@link DateTimeFormatter}; the zone holds where the pattern has no offset. */
  static TimeFormat ofPattern(String pattern, ZoneId zone) {
    return new Local(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH), pattern, zone);
  }

  /**
   * The format that reads the most samples, and more than half of them; empty when none does. A
   * broken row or two among the first ones do not make a file unreadable.
   */
  static Optional<TimeFormat> guess(List<String> samples, ZoneId zone) {
    Optional<TimeFormat> best = Optional.empty();
    long most = samples.size() / 2;
    for (String first : samples) {
      for (TimeFormat format : candidates(first, zone)) {
        long read = samples.stream().filter(sample -> reads(format, sample)).count();
        if (read > most) {
          most = read;
          best = Optional.of(format);
        }
      }
      if (best.isPresent()) {
        return best;
      }
    }
    return best;
  }

  private static List<TimeFormat> candidates(String like, ZoneId zone) {
    if (like.matches("-?[0-9]{9,11}(\\.[0-9]+)?")) {
      return List.of(new Epoch(false));
    }
    if (like.matches("-?[0-9]{12,}")) {
      return List.of(new Epoch(true));
    }
    if (like.matches("[0-9]{8}")) {
      return List.of(new Local(DateTimeFormatter.BASIC_ISO_DATE, "YYYYMMDD", zone));
    }
    return List.of(
        new WithOffset(),
        new Local(isoLocal(), "YYYY-MM-DD[ HH:MM[:SS]]", zone),
        ofPattern("dd.MM.yyyy[ HH:mm[:ss]]", zone));
  }

  private static DateTimeFormatter isoLocal() {
    return new DateTimeFormatterBuilder()
        .append(DateTimeFormatter.ISO_LOCAL_DATE)
        .optionalStart()
        .appendPattern("['T'][' ']")
        .append(DateTimeFormatter.ISO_LOCAL_TIME)
        .toFormatter(Locale.ROOT);
  }

  private static boolean reads(TimeFormat format, String sample) {
    try {
      format.parse(sample);
      return true;
    } catch (UnreadableTime e) {
      return false;
    }
  }
}
