package dev.millrace.standalone.csv;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Finds the column with the time of day where the dates stand by themselves. */
final class TimeOfDayColumn {
  private static final Pattern USUAL =
      Pattern.compile(
          "time|time[ _]?of[ _]?day|hours?|hr|hh?mm|he|hour[ _]?(ending|beginning|of[ _]?day)"
              + "|uhrzeit|zeit|stunde",
          Pattern.CASE_INSENSITIVE);
  private static final double NEARLY_ALL = 0.9;
  private static final int FEW_DIGITS = 8;

  private final Sample sample;
  private final FileRequest.Times request;

  TimeOfDayColumn(Sample sample, FileRequest.Times request) {
    this.sample = sample;
    this.request = request;
  }

  /** The cells of the time, given the column of the dates. A date that was named stands alone. */
  TimeCells beside(int date) throws UnusableFile {
    List<String> named = request.columns();
    if (named.size() > 2) {
      throw new UnusableFile(
          "--time-column names one column, or that of the date and that of the time of day; got "
              + Names.few(named));
    }
    if (named.size() == 2) {
      int column = LayoutGuess.column(sample, named.get(1));
      boolean asWritten = request.pattern().isPresent();
      return new TimeCells(
          date, Optional.of(asWritten ? plain(column) : timeOfDay(column)), asWritten);
    }
    if (!named.isEmpty() || request.pattern().isPresent() || !isOnlyDates(sample.filled(date))) {
      return TimeCells.of(date);
    }
    for (int i = 0; i < sample.columns(); i++) {
      if (i != date && USUAL.matcher(sample.header().get(i)).matches() && mayBelong(i, date)) {
        return new TimeCells(date, Optional.of(timeOfDay(i)), false);
      }
    }
    return TimeCells.of(date);
  }

  private static boolean isOnlyDates(List<String> cells) {
    return !(TimeGuess.of(cells) instanceof TimeGuess.Found(EpochTime _, _, _))
        && cells.stream().allMatch(TimeOfDayColumn::isOnlyDate);
  }

  private static boolean isOnlyDate(String cell) {
    return cell.indexOf(':') < 0 && (cell.length() <= FEW_DIGITS || !TimeGuess.isBareDigits(cell));
  }

  /** Whole hours may be anything, so they count only where a date stands in several rows. */
  private boolean mayBelong(int column, int date) {
    List<String> cells = sample.filled(column);
    if (cells.isEmpty()) {
      return false;
    }
    List<String> dates = sample.filled(date);
    boolean repeated = new HashSet<>(dates).size() < dates.size();
    return share(cells, TimeOfDay::isOnClock) >= NEARLY_ALL
        || (repeated
            && share(cells, cell -> TimeOfDay.isHour(cell) || TimeOfDay.isOnClock(cell))
                >= NEARLY_ALL);
  }

  private static double share(List<String> cells, Predicate<String> like) {
    return cells.stream().filter(like).count() / (double) cells.size();
  }

  private TimeOfDay timeOfDay(int column) throws UnusableFile {
    List<Integer> hours =
        sample.filled(column).stream()
            .filter(TimeOfDay::isHour)
            .map(Integer::valueOf)
            .distinct()
            .toList();
    if (!hours.contains(24) || hours.contains(0)) {
      return plain(column);
    }
    if (request.hourOne().isEmpty()) {
      throw new UnusableFile(
          ("the hours in column '%s' are counted from 1 to 24; say when hour 1 is, at its beginning"
                  + " or at its end: --hour-one 00:00 or --hour-one 01:00")
              .formatted(Names.shortened(sample.header().get(column))));
    }
    return new TimeOfDay(column, request.hourOne());
  }

  private static TimeOfDay plain(int column) {
    return new TimeOfDay(column, Optional.empty());
  }
}
