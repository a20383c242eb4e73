package dev.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.standalone.demo.DemoLoad.Hour;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemoLoadTest {
  private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");
  private static final int TWO_YEARS = 2 * 8_760;

  @Test
  void givesTheSameHoursForTheSameSeed() {
    assertThat(DemoLoad.hours(7, START, TWO_YEARS)).isEqualTo(DemoLoad.hours(7, START, TWO_YEARS));
  }

  @Test
  void givesOtherHoursForAnotherSeed() {
    assertThat(DemoLoad.hours(7, START, 48)).isNotEqualTo(DemoLoad.hours(8, START, 48));
  }

  @Test
  void extendsAShorterRunWithoutChangingIt() {
    List<Hour> year = DemoLoad.hours(7, START, 8_760);

    assertThat(DemoLoad.hours(7, START, TWO_YEARS).subList(0, 8_760)).isEqualTo(year);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {0, 1, 42, 20_261_121})
  void looksLikeAUtilityWhateverTheSeed(long seed) {
    List<Hour> hours = DemoLoad.hours(seed, START, TWO_YEARS);

    assertThat(hours).hasSize(TWO_YEARS);
    assertThat(hours).extracting(Hour::at).first().isEqualTo(START);
    assertThat(hours)
        .extracting(Hour::at)
        .last()
        .isEqualTo(START.plus(Duration.ofHours(TWO_YEARS - 1)));
    assertThat(hours).allSatisfy(hour -> assertThat(hour.load()).isBetween(500.0, 20_000.0));
    assertThat(hours).allSatisfy(hour -> assertThat(hour.temperature()).isBetween(-25.0, 45.0));
  }

  @Test
  void isQuieterOnSundaysThanOnTuesdaysAndGrowsFromYearToYear() {
    List<Hour> hours = DemoLoad.hours(42, START, TWO_YEARS);

    assertThat(mean(hours, on(DayOfWeek.SUNDAY)))
        .isLessThan(0.97 * mean(hours, on(DayOfWeek.TUESDAY)));
    assertThat(DemoLoad.hours(42, START, TWO_YEARS).subList(8_760, TWO_YEARS))
        .extracting(Hour::load)
        .satisfies(
            second ->
                assertThat(second.stream().mapToDouble(v -> v).average().orElseThrow())
                    .isGreaterThan(mean(hours.subList(0, 8_760), hour -> true)));
  }

  @Test
  void hasOutages() {
    List<Hour> hours = DemoLoad.hours(42, START, TWO_YEARS);

    long drops = 0;
    for (int i = 1; i < hours.size(); i++) {
      drops += hours.get(i).load() < 0.7 * hours.get(i - 1).load() ? 1 : 0;
    }

    assertThat(drops).isBetween(5L, 40L);
  }

  @Test
  void findsEaster() {
    assertThat(Holidays.easter(2024)).isEqualTo(LocalDate.of(2024, 3, 31));
    assertThat(Holidays.easter(2025)).isEqualTo(LocalDate.of(2025, 4, 20));
    assertThat(Holidays.isHoliday(LocalDate.of(2025, 4, 21))).isTrue();
    assertThat(Holidays.isHoliday(LocalDate.of(2025, 4, 22))).isFalse();
  }

  @Test
  void refusesAStartWithinAnHour() {
    assertThatThrownBy(() -> DemoLoad.hours(1, START.plusSeconds(1), 1))
        .hasMessageContaining("full hour");
  }

  private static Predicate<Hour> on(DayOfWeek day) {
    return hour -> hour.at().atZone(ZoneOffset.UTC).getDayOfWeek() == day;
  }

  private static double mean(List<Hour> hours, Predicate<Hour> which) {
    return hours.stream().filter(which).mapToDouble(Hour::load).average().orElseThrow();
  }
}
