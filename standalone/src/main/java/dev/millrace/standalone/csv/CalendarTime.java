package dev.millrace.standalone.csv;

import java.time.DateTimeException;

/**
 * A date in digits, perhaps with a time of day and an offset: {@code 2025-03-30}, {@code 2025-03-30
 * 01:30:00.5}, {@code 20250330T013000Z}, {@code 30.03.2025 1:30}, {@code 3/30/25 1:30 PM}. Rows may
 * differ in how much of it they write.
 *
 * @param order of year, month and day
 * @param example what the file's first time looks like, as a pattern
 */
record CalendarTime(Order order, String example) implements TimeFormat {

  /** Which of the three comes first. */
  enum Order {
    YEAR_FIRST,
    DAY_FIRST,
    MONTH_FIRST
  }

  @Override
  public Moment parse(String text) throws UnreadableTime {
    try {
      return new CalendarScanner(text, order).moment();
    } catch (DateTimeException e) {
      throw new UnreadableTime(text, describe(), e);
    }
  }

  @Override
  public String describe() {
    return example;
  }
}
