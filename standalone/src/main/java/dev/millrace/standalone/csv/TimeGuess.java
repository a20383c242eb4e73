package dev.millrace.standalone.csv;

import static java.util.Comparator.comparing;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.millrace.standalone.csv.CalendarTime.Order;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the cells of a column are as times. */
sealed interface TimeGuess {
  /** More than half of the cells of a column that was named as the times must be readable. */
  double SOME = 0.5;

  /** Counts of another unit than so many others are refused by row. */
  double NEARLY_ALL = 0.9;

  /** A column of another kind is recognised by so many cells. */
  int GLANCE = 50;

  /**
   * They are times.
   *
   * @param share of the cells that can be read
   * @param certain false for bare digits, which may be anything
   */
  record Found(TimeFormat format, double share, boolean certain) implements TimeGuess {}

  /** Day first or month first: the cells do not say. */
  record Ambiguous(String sample) implements TimeGuess {}

  /**
   * Some cells can only be read in one way, others only in another.
   *
   * @param ways both, in words
   * @param certain as of what was found
   */
  record Contradictory(String ways, boolean certain) implements TimeGuess {}

  /** They are no times that we know. */
  record None() implements TimeGuess {}

  /** Looks at cells that are not blank. */
  static TimeGuess of(List<String> cells) {
    if (cells.isEmpty()) {
      return new None();
    }
    double all = cells.size();
    List<String> few = cells.subList(0, Math.min(GLANCE, cells.size()));
    if (few.stream().noneMatch(TimeGuess::mayBeTime)) {
      return new None();
    }
    long yearFirst = readable(cells, Order.YEAR_FIRST);
    if (yearFirst > SOME * all) {
      String example = first(cells, Order.YEAR_FIRST);
      return new Found(
          new CalendarTime(Order.YEAR_FIRST, TimePattern.of(example, "yyyy", "MM", "dd")),
          yearFirst / all,
          !isBareDigits(example));
    }
    List<String> named = cells.stream().filter(MonthNameTime::reads).toList();
    if (named.size() > SOME * all) {
      return new Found(MonthNameTime.like(named.getFirst()), named.size() / all, true);
    }
    TimeGuess shortDates = dayOrMonthFirst(cells);
    return shortDates instanceof None ? epoch(cells) : shortDates;
  }

  private static boolean mayBeTime(String cell) {
    return reads(cell, Order.YEAR_FIRST)
        || MonthNameTime.reads(cell)
        || reads(cell, Order.DAY_FIRST)
        || reads(cell, Order.MONTH_FIRST)
        || EpochTime.like(cell).isPresent();
  }

  private static TimeGuess dayOrMonthFirst(List<String> cells) {
    long days = readable(cells, Order.DAY_FIRST);
    long months = readable(cells, Order.MONTH_FIRST);
    if (Math.max(days, months) <= SOME * cells.size()) {
      return new None();
    }
    boolean onlyDays = cells.stream().anyMatch(c -> reads(c, Order.DAY_FIRST, Order.MONTH_FIRST));
    boolean onlyMonths = cells.stream().anyMatch(c -> reads(c, Order.MONTH_FIRST, Order.DAY_FIRST));
    String example = first(cells, days >= months ? Order.DAY_FIRST : Order.MONTH_FIRST);
    // Whoever writes dots writes the day first.
    boolean dots = example.indexOf('.') >= 0 && example.indexOf('.') <= 2;
    if (onlyDays && onlyMonths) {
      return new Contradictory(
          "have the day first in some rows and the month first in others", true);
    }
    if (!onlyDays && !onlyMonths && !dots) {
      return new Ambiguous(example);
    }
    return onlyMonths
        ? new Found(monthFirst(example), months / (double) cells.size(), true)
        : new Found(dayFirst(example), days / (double) cells.size(), true);
  }

  private static CalendarTime dayFirst(String example) {
    return new CalendarTime(Order.DAY_FIRST, TimePattern.of(example, "dd", "MM", year(example)));
  }

  private static CalendarTime monthFirst(String example) {
    return new CalendarTime(Order.MONTH_FIRST, TimePattern.of(example, "MM", "dd", year(example)));
  }

  private static TimeGuess epoch(List<String> cells) {
    Map<EpochTime, Long> counts =
        cells.stream()
            .flatMap(cell -> EpochTime.like(cell).stream())
            .collect(groupingBy(unit -> unit, LinkedHashMap::new, counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    if (all <= SOME * cells.size()) {
      return new None();
    }
    List<EpochTime> units = new ArrayList<>(counts.keySet());
    units.sort(comparing((EpochTime unit) -> counts.getOrDefault(unit, 0L)).reversed());
    long most = counts.getOrDefault(units.getFirst(), 0L);
    return most >= NEARLY_ALL * all
        ? new Found(units.getFirst(), most / (double) cells.size(), false)
        : new Contradictory(
            "are %s in some rows and %s in others"
                .formatted(units.get(0).describe(), units.get(1).describe()),
            false);
  }

  private static long readable(List<String> cells, Order order) {
    return cells.stream().filter(cell -> reads(cell, order)).count();
  }

  private static boolean reads(String cell, Order order, Order not) {
    return reads(cell, order) && !reads(cell, not);
  }

  /** Whether the cell names a time of our age when it is read so. */
  static boolean reads(String cell, Order order) {
    if (cell.isEmpty() || !Character.isDigit(cell.charAt(0))) {
      return false;
    }
    try {
      Moment moment = new CalendarTime(order, "").parse(cell);
      return !isBareDigits(cell)
          || (moment instanceof Moment.OnClock(var time)
              && time.getYear() >= 1900
              && time.getYear() < 2200);
    } catch (UnreadableTime e) {
      return false;
    }
  }

  static boolean isBareDigits(String cell) {
    return cell.chars().allMatch(Character::isDigit);
  }

  private static String first(List<String> cells, Order order) {
    return cells.stream().filter(cell -> reads(cell, order)).findFirst().orElseThrow();
  }

  private static String year(String example) {
    return example.matches("[0-9]{1,2}[-/.][0-9]{1,2}[-/.][0-9]{2}([^0-9].*)?") ? "yy" : "yyyy";
  }
}
