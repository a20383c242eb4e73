package dev.millrace.features.holiday;

import de.focus_shift.jollyday.core.HolidayCalendar;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import de.focus_shift.jollyday.core.ManagerParameters;
import dev.millrace.features.set.Holidays;
import java.time.LocalDate;
import java.time.Year;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Jollyday's calendars of whole countries: days that are public holidays everywhere in one. */
public final class PublicHolidays implements Holidays {

  private static final Set<String> KNOWN =
      Arrays.stream(HolidayCalendar.values())
          .map(HolidayCalendar::getId)
          .filter(id -> id.length() == 2)
          .map(id -> id.toUpperCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  /** By country and year: a set of some dozen days. */
  private final Map<String, Map<Integer, Set<LocalDate>>> known = new HashMap<>();

  /** Countries whose holidays are known, ISO 3166 codes. */
  public static Set<String> countries() {
    return KNOWN;
  }

  @Override
  public synchronized boolean isHoliday(String country, long epochDay) {
    LocalDate day = LocalDate.ofEpochDay(epochDay);
    return known
        .computeIfAbsent(country, _ -> new HashMap<>())
        .computeIfAbsent(day.getYear(), year -> holidays(country, year))
        .contains(day);
  }

  private static Set<LocalDate> holidays(String country, int year) {
    return HolidayManager.getInstance(ManagerParameters.create(country.toLowerCase(Locale.ROOT)))
        .getHolidays(Year.of(year))
        .stream()
        .filter(holiday -> holiday.getType() == HolidayType.PUBLIC_HOLIDAY)
        .map(holiday -> holiday.getDate())
        .collect(Collectors.toUnmodifiableSet());
  }
}
