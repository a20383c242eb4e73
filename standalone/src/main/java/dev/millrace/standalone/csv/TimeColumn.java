package dev.millrace.standalone.csv;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds the column of the times, and how it writes them. */
final class TimeColumn {
  private static final Set<String> USUAL =
      Set.of(
          "time",
          "timestamp",
          "date",
          "datetime",
          "date_time",
          "ts",
          "ds",
          "observed_at",
          "epoch",
          "zeit",
          "datum",
          "zeitstempel",
          "timestamp_utc",
          "utc",
          "date time",
          "unix",
          "unixtime");

  /** A column that nobody named must be readable nearly everywhere. */
  private static final double NEARLY_ALL = 0.9;

  private final Sample sample;
  private final FileRequest.Times request;

  TimeColumn(Sample sample, FileRequest.Times request) {
    this.sample = sample;
    this.request = request;
  }

  /** Its index: the named one, else one with a usual name, else the first with times. */
  private int column() throws UnusableFile {
    if (!request.columns().isEmpty()) {
      return LayoutGuess.column(sample, request.columns().getFirst());
    }
    refuseMissingHeader();
    int first = -1;
    for (int i = sample.columns() - 1; i >= 0; i--) {
      boolean usual = isUsual(sample.header().get(i));
      boolean better = first < 0 || usual || !isUsual(sample.header().get(first));
      if (better && mayBeTimes(sample.filled(i), usual)) {
        first = i;
      }
    }
    if (first < 0) {
      throw new UnusableFile(
          "no column holds times as far as one can see; name it: --time-column,"
              + " perhaps with --time-format; the columns are "
              + Names.few(sample.header()));
    }
    return first;
  }

  private void refuseMissingHeader() throws UnusableFile {
    for (String name : sample.header()) {
      if (TimeGuess.of(List.of(name)) instanceof TimeGuess.Found(_, _, var certain) && certain) {
        throw new UnusableFile(
            "its first line holds values (%s), not the names of columns; add a line with names"
                .formatted(Names.shortened(name)));
      }
    }
  }

  private boolean mayBeTimes(List<String> cells, boolean usual) throws UnusableFile {
    if (request.pattern().isPresent()) {
      return !cells.isEmpty() && readable(named(request.pattern().get()), cells) > 0;
    }
    return switch (TimeGuess.of(cells)) {
      case TimeGuess.Found(_, var share, var certain) ->
          usual ? share > TimeGuess.SOME : certain && share >= NEARLY_ALL;
      case TimeGuess.Ambiguous _ -> true;
      case TimeGuess.Contradictory(_, var certain) -> usual || certain;
      case TimeGuess.None _ -> false;
    };
  }

  private static boolean isUsual(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return USUAL.contains(lower) || lower.endsWith("time") || lower.endsWith("timestamp");
  }

  /** Where the times are, and what they are. */
  Layout.Time time() throws UnusableFile {
    TimeCells cells = new TimeOfDayColumn(sample, request).beside(column());
    List<String> texts = cells.filled(sample);
    TimeFormat format = format(Names.few(cells.names(sample.header())), texts);
    return new Layout.Time(cells, format, request.zone(), isBackwards(format, texts));
  }

  private TimeFormat format(String name, List<String> cells) throws UnusableFile {
    if (request.pattern().isPresent()) {
      TimeFormat format = named(request.pattern().get());
      if (!cells.isEmpty() && readable(format, cells) == 0) {
        throw new UnusableFile(
            ("--time-format '%s' reads none of the first times in column"
                    + " '%s' (%s); a pattern is written like yyyy-MM-dd HH:mm:ss")
                .formatted(request.pattern().get(), name, Names.few(first(cells))));
      }
      return format;
    }
    return switch (TimeGuess.of(cells)) {
      case TimeGuess.Found(var format, _, _) -> format;
      case TimeGuess.Ambiguous(var text) ->
          throw new UnusableFile(
              ("the times in column '%s' (%s) may have the day or the"
                      + " month first; say which: --time-format %s or %s")
                  .formatted(
                      name,
                      Names.few(first(cells)),
                      pattern(text, "d", "M"),
                      pattern(text, "M", "d")));
      case TimeGuess.Contradictory(var ways, _) ->
          throw new UnusableFile(
              "the times in column '%s' %s; say how to read them: --time-format"
                  .formatted(name, ways));
      case TimeGuess.None _ ->
          throw new UnusableFile(
              "the times in column '%s' (%s) are of no known format; name it: --time-format"
                  .formatted(name, Names.few(first(cells))));
    };
  }

  private static List<String> first(List<String> cells) {
    return cells.subList(0, Math.min(3, cells.size()));
  }

  /** A pattern that reads the text, for somebody to copy. */
  private static String pattern(String text, String first, String second) {
    int space = text.indexOf(' ');
    String date = space < 0 ? text : text.substring(0, space);
    String separator = date.replaceAll("[0-9]", "").substring(0, 1);
    String year = date.matches(".*[0-9]{4}") ? "yyyy" : "yy";
    String time = text.length() > date.length() ? text.substring(date.length()) : "";
    long colons = time.chars().filter(c -> c == ':').count();
    String clock = colons == 0 ? "" : colons == 1 ? " H:mm" : " H:mm:ss";
    String pattern = first + separator + second + separator + year + clock;
    return clock.isEmpty() ? pattern : "'" + pattern + "'";
  }

  private static TimeFormat named(String pattern) throws UnusableFile {
    Optional<EpochTime> epoch = EpochTime.named(pattern);
    return epoch.isPresent() ? epoch.get() : PatternTime.of(pattern);
  }

  private static long readable(TimeFormat format, List<String> cells) {
    return first(cells).stream().filter(cell -> reads(format, cell)).count();
  }

  private static boolean reads(TimeFormat format, String cell) {
    try {
      Moment _ = format.parse(cell);
      return true;
    } catch (UnreadableTime e) {
      return false;
    }
  }

  private boolean isBackwards(TimeFormat format, List<String> texts) {
    int balance = 0;
    Optional<Instant> before = Optional.empty();
    for (String cell : texts) {
      Optional<Instant> at = roughly(format, cell);
      if (before.isPresent() && at.isPresent()) {
        balance += at.get().compareTo(before.get()) < 0 ? -1 : 0;
        balance += at.get().compareTo(before.get()) > 0 ? 1 : 0;
      }
      before = at;
    }
    return balance < 0;
  }

  private static Optional<Instant> roughly(TimeFormat format, String cell) {
    try {
      return Optional.of(
          switch (format.parse(cell)) {
            case Moment.Known(var at) -> at;
            case Moment.OnClock(LocalDateTime time) -> time.toInstant(ZoneOffset.UTC);
          });
    } catch (UnreadableTime e) {
      return Optional.empty();
    }
  }
}
