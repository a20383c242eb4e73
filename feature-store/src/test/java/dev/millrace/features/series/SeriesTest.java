package dev.millrace.features.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SeriesTest {

  private static final long HOUR = 3_600_000;

  @Test
  void gapsAndStrayTimesDoNotChangeTheRhythm() {
    Observations observations =
        at(HOUR, 2 * HOUR, 3 * HOUR, 3 * HOUR + 60_000, 9 * HOUR, 10 * HOUR, 11 * HOUR);

    assertThat(Rhythm.of(observations)).contains(new Rhythm(HOUR, 0));
  }

  @Test
  void midnightsOfAZoneWithSummerTimeStayDaysOfTheirOwn() {
    long[] midnights =
        LocalDate.of(2024, 1, 1)
            .datesUntil(LocalDate.of(2025, 6, 1))
            .mapToLong(
                day -> day.atStartOfDay(ZoneId.of("Europe/Berlin")).toInstant().toEpochMilli())
            .toArray();
    Observations daily = at(midnights);

    Grid grid = Grid.of(daily, Rhythm.of(daily).orElseThrow());

    assertThat(grid.rhythm().stepMillis()).isEqualTo(24 * HOUR);
    assertThat(grid.size()).isEqualTo(midnights.length);
    assertThat(grid.count(0, grid.size() - 1)).as("none shares a step").isEqualTo(grid.size());
  }

  @Test
  void aDailyValueHoldsForTheHoursOfItsDay() {
    Observations daily = at(0, 24 * HOUR, 72 * HOUR);

    Grid grid = Grid.aligned(daily, new Rhythm(HOUR, 0));

    assertThat(grid.value(0)).isEqualTo(daily.value(0));
    assertThat(grid.value(23)).isEqualTo(daily.value(0));
    assertThat(grid.value(24)).isEqualTo(daily.value(1));
    assertThat(grid.value(48)).as("nothing is known of the third day").isNaN();
    assertThat(grid.value(95)).isEqualTo(daily.value(2));
    assertThat(grid.value(96)).isNaN();
  }

  @Test
  void aSeriesOffTheFullHourKeepsItsOffset() {
    Observations observations = at(HOUR + 900_000, 2 * HOUR + 900_000, 3 * HOUR + 900_000);

    Grid grid = Grid.of(observations, Rhythm.of(observations).orElseThrow());

    assertThat(grid.rhythm()).isEqualTo(new Rhythm(HOUR, 900_000));
    assertThat(grid.time(0)).isEqualTo(HOUR + 900_000);
    assertThat(grid.offGrid()).isZero();
  }

  @Test
  void halfHourlyDataHaveHalfHourlySteps() {
    assertThat(Rhythm.of(at(0, HOUR / 2, HOUR))).contains(new Rhythm(HOUR / 2, 0));
  }

  @Test
  void aSingleObservationHasNoRhythm() {
    assertThat(Rhythm.of(at(HOUR))).isEmpty();
  }

  @Test
  void anObservationBetweenTwoStepsBelongsToTheOneBefore() {
    Rhythm hourly = new Rhythm(HOUR, 0);
    Observations observations =
        new Observations(new long[] {0, HOUR + 60_000, 3 * HOUR}, new double[] {1, 2, 3}, 0);

    Grid grid = Grid.of(observations, hourly);

    assertThat(values(grid)).containsExactly(1, 2, Double.NaN, 3);
    assertThat(grid.offGrid()).isEqualTo(1);
  }

  @Test
  void ofSeveralObservationsInOneStepTheFirstFiniteCounts() {
    Rhythm hourly = new Rhythm(HOUR, 0);
    Observations observations =
        new Observations(
            new long[] {0, 60_000, 120_000, HOUR}, new double[] {Double.NaN, 7, 8, 9}, 0);

    assertThat(values(Grid.of(observations, hourly))).containsExactly(7, 9);
  }

  @Test
  void theLastKnownStepIsNotAWithdrawnOne() {
    Observations observations =
        new Observations(new long[] {0, HOUR, 2 * HOUR}, new double[] {1, 2, Double.NaN}, 0);

    assertThat(Grid.of(observations, new Rhythm(HOUR, 0)).lastKnown()).hasValue(1);
  }

  @Test
  void timesBefore1970StandOnTheSameGrid() {
    Observations observations = at(-3 * HOUR, -2 * HOUR, -HOUR, 0);

    Grid grid = Grid.of(observations, Rhythm.of(observations).orElseThrow());

    assertThat(grid.time(0)).isEqualTo(-3 * HOUR);
    assertThat(grid.slot(3)).isZero();
  }

  @Test
  void refusesTimesThatDoNotAscend() {
    assertThatIllegalArgumentException().isThrownBy(() -> at(HOUR, HOUR));
  }

  private static Observations at(long... times) {
    double[] values = new double[times.length];
    Arrays.setAll(values, i -> i + 1.0);
    return new Observations(times, values, 0);
  }

  private static double[] values(Grid grid) {
    double[] values = new double[grid.size()];
    Arrays.setAll(values, grid::value);
    return values;
  }
}
