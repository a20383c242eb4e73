package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.HourOne;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A column with the time of day of the dates in another column.
 *
 * @param hourOne what hour 1 of hours that are counted from 1 to 24 stands for; empty when the
 *     cells are times of a clock
 */
record TimeOfDay(int column, Optional<HourOne> hourOne) {
  private static final Pattern HOUR = Pattern.compile("[0-9]{1,2}");
  private static final Pattern HOUR_AND_MINUTE = Pattern.compile("[0-9]{4}");

  static boolean isHour(String cell) {
    return HOUR.matcher(cell).matches() && Integer.parseInt(cell) <= 24;
  }

  /** Whether the cell is a time on a clock, with minutes. */
  static boolean isOnClock(String cell) {
    if (HOUR_AND_MINUTE.matcher(cell).matches()) {
      return Integer.parseInt(cell) <= 2400 && Integer.parseInt(cell) % 100 < 60;
    }
    return cell.matches("[0-9]{1,2}:[0-9]{2}.*");
  }

  /** The cell as hours and minutes; what is neither stays as it is, and is refused as a time. */
  String clock(String cell) {
    if (HOUR_AND_MINUTE.matcher(cell).matches()) {
      return cell.substring(0, 2) + ":" + cell.substring(2);
    }
    if (!HOUR.matcher(cell).matches()) {
      return cell;
    }
    int hour = Integer.parseInt(cell);
    boolean counted = hourOne.isPresent();
    if (counted && hour == 0) {
      return cell;
    }
    return (counted && hourOne.get() == HourOne.AT_0 ? hour - 1 : hour) + ":00";
  }

  /** What is said about it besides the pattern. */
  String describe() {
    return hourOne.map(one -> ", hour 1 as " + one.text()).orElse("");
  }
}
