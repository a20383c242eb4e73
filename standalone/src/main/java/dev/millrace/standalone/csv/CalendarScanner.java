package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.CalendarTime.Order;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;

/** Reads one date and time, from left to right; much faster than a general formatter. */
final class CalendarScanner {
  private static final int CENTURY = 2000;

  /** Two digits up to here are of this century. */
  private static final int LAST_SHORT_YEAR = 68;

  private static final int NANO_DIGITS = 9;

  private final String text;
  private final Order order;
  private int at;

  CalendarScanner(String text, Order order) {
    this.text = text;
    this.order = order;
  }

  /** The time that the whole text names. */
  Moment moment() {
    LocalDateTime time = dateTime();
    skipSpaces();
    if (at == text.length()) {
      return new Moment.OnClock(time);
    }
    ZoneOffset offset = offset();
    if (at < text.length() && text.charAt(at) == '[' && text.endsWith("]")) {
      at = text.length();
    }
    expect(at == text.length());
    return new Moment.Known(time.toInstant(offset));
  }

  private LocalDateTime dateTime() {
    int run = digitsAhead();
    if (order == Order.YEAR_FIRST && run >= 8) {
      LocalDate date = LocalDate.of(number(4, 4), number(2, 2), number(2, 2));
      return at == text.length() ? date.atStartOfDay() : basicTime(date);
    }
    LocalDate date = date();
    boolean more = at < text.length() && (text.charAt(at) == 'T' || text.charAt(at) == ' ');
    if (!more) {
      return date.atStartOfDay();
    }
    at++;
    skipSpaces();
    return time(date);
  }

  private LocalDate date() {
    int first = order == Order.YEAR_FIRST ? number(4, 4) : number(1, 2);
    expect(at < text.length());
    char separator = text.charAt(at);
    expect(separator == '-' || separator == '/' || separator == '.');
    at++;
    int second = number(1, 2);
    expect(at < text.length() && text.charAt(at) == separator);
    at++;
    return switch (order) {
      case YEAR_FIRST -> LocalDate.of(first, second, number(1, 2));
      case DAY_FIRST -> LocalDate.of(year(), second, first);
      case MONTH_FIRST -> LocalDate.of(year(), first, second);
    };
  }

  private int year() {
    int digits = digitsAhead();
    expect(digits == 2 || digits == 4);
    int year = number(digits, digits);
    if (digits == 4) {
      return year;
    }
    return year <= LAST_SHORT_YEAR ? CENTURY + year : CENTURY - 100 + year;
  }

  /** {@code HHmm[ss]}, perhaps after a T. */
  private LocalDateTime basicTime(LocalDate date) {
    if (text.charAt(at) == 'T') {
      at++;
    } else if (text.charAt(at) == ' ') {
      at++;
      skipSpaces();
      return time(date);
    }
    int hour = number(2, 2);
    if (at < text.length() && text.charAt(at) == ':') {
      at -= 2;
      return time(date);
    }
    int minute = number(2, 2);
    int second = digitsAhead() >= 2 ? number(2, 2) : 0;
    return date.atTime(hour, minute, second);
  }

  private LocalDateTime time(LocalDate date) {
    int hour = number(1, 2);
    expect(at < text.length() && text.charAt(at) == ':');
    at++;
    int minute = number(2, 2);
    int second = 0;
    int nano = 0;
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      second = number(2, 2);
      nano = fraction();
    }
    // Meters write the end of a day as 24:00.
    if (hour == 24 && minute == 0 && second == 0 && nano == 0) {
      return date.plusDays(1).atStartOfDay();
    }
    return date.atTime(LocalTime.of(half(hour), minute, second, nano));
  }

  private int fraction() {
    if (at == text.length() || (text.charAt(at) != '.' && text.charAt(at) != ',')) {
      return 0;
    }
    at++;
    int digits = digitsAhead();
    expect(digits >= 1 && digits <= NANO_DIGITS);
    int nano = number(digits, digits);
    for (int i = digits; i < NANO_DIGITS; i++) {
      nano *= 10;
    }
    return nano;
  }

  /** The hour of the day, when AM or PM stands behind the time. */
  private int half(int hour) {
    int back = at;
    skipSpaces();
    boolean morning = text.regionMatches(true, at, "AM", 0, 2);
    if (!morning && !text.regionMatches(true, at, "PM", 0, 2)) {
      at = back;
      return hour;
    }
    at += 2;
    expect(hour >= 1 && hour <= 12);
    return hour % 12 + (morning ? 0 : 12);
  }

  private ZoneOffset offset() {
    for (String utc : new String[] {"UTC", "GMT", "Z", "z"}) {
      if (text.startsWith(utc, at)) {
        at += utc.length();
        return ZoneOffset.UTC;
      }
    }
    char sign = text.charAt(at);
    expect(sign == '+' || sign == '-');
    at++;
    int hours = number(2, 2);
    if (at < text.length() && text.charAt(at) == ':') {
      at++;
      expect(digitsAhead() == 2);
    }
    int minutes = digitsAhead() == 2 ? number(2, 2) : 0;
    int minutesInAll = hours * 60 + minutes;
    return ZoneOffset.ofTotalSeconds((sign == '-' ? -minutesInAll : minutesInAll) * 60);
  }

  private int digitsAhead() {
    int end = at;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end - at;
  }

  private int number(int fewest, int most) {
    int number = 0;
    int from = at;
    while (at < text.length()
        && at - from < most
        && text.charAt(at) >= '0'
        && text.charAt(at) <= '9') {
      number = number * 10 + text.charAt(at) - '0';
      at++;
    }
    expect(at - from >= fewest);
    return number;
  }

  private void skipSpaces() {
    while (at < text.length() && text.charAt(at) == ' ') {
      at++;
    }
  }

  private void expect(boolean met) {
    if (!met) {
      throw new DateTimeException("unexpected at " + at);
    }
  }
}
