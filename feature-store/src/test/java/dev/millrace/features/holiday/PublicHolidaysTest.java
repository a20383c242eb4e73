package dev.millrace.features.holiday;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PublicHolidaysTest {

  private final PublicHolidays holidays = new PublicHolidays();

  @ParameterizedTest
  @CsvSource({
    "DE, 2025-10-03, true",
    "DE, 2025-10-04, false",
    "DE, 2025-04-21, true",
    "US, 2025-07-04, true",
    "DE, 2025-07-04, false",
    "GB, 2024-12-26, true",
    "JP, 2025-11-03, true",
  })
  void knowsTheHolidaysOfCountries(String country, LocalDate day, boolean holiday) {
    assertThat(holidays.isHoliday(country, day.toEpochDay())).isEqualTo(holiday);
  }

  @Test
  void aHolidayOfOnePartOfACountryIsNone() {
    assertThat(holidays.isHoliday("DE", LocalDate.of(2025, 1, 6).toEpochDay())).isFalse();
  }

  @Test
  void everyCountryItNamesHasItsHolidays() {
    Set<String> countries = PublicHolidays.countries();

    assertThat(countries).hasSizeGreaterThan(50).contains("DE", "US", "GB", "FR", "BR");
    long newYear = LocalDate.of(2025, 1, 1).toEpochDay();
    assertThat(countries).filteredOn(c -> holidays.isHoliday(c, newYear)).hasSizeGreaterThan(50);
  }
}
