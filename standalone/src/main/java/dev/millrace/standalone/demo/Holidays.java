package dev.millrace.standalone.demo;

import java.time.LocalDate;
import java.time.MonthDay;
import java.util.Set;

/** The holidays of the demonstration's town. */
final class Holidays {
  private static final Set<MonthDay> FIXED =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(10, 3),
          MonthDay.of(12, 24),
          MonthDay.of(12, 25),
          MonthDay.of(12, 26),
          MonthDay.of(12, 31));

  private Holidays() {}

  static boolean isHoliday(LocalDate date) {
    LocalDate easter = easter(date.getYear());
    return FIXED.contains(MonthDay.from(date))
        || date.equals(easter.minusDays(2))
        || date.equals(easter.plusDays(1))
        || date.equals(easter.plusDays(39))
        || date.equals(easter.plusDays(50));
  }

  /** Easter Sunday in the Gregorian calendar, by the anonymous algorithm of 1876. */
  static LocalDate easter(int year) {
    int a = year % 19;
    int b = year / 100;
    int c = year % 100;
    int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return LocalDate.of(year, f / 31, f % 31 + 1);
  }
}
