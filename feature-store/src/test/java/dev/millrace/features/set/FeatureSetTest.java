package dev.millrace.features.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.features.set.Baseline.SeasonalNaive;
import dev.millrace.features.set.Feature.Lag;
import dev.millrace.features.set.Feature.Rolling;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetTest {

  @Test
  void forecastBasicHasItsColumnsInTheDocumentedOrder() {
    FeatureSet set = FeatureSets.builtIn().find("forecast_basic").orElseThrow();

    assertThat(set.version()).isEqualTo(1);
    assertThat(set.features())
        .extracting(Feature::name)
        .containsExactly(
            "lag_1",
            "lag_24",
            "lag_168",
            "roll_24_mean",
            "roll_24_std",
            "roll_24_min",
            "roll_24_max",
            "roll_168_mean",
            "roll_168_std",
            "roll_168_min",
            "roll_168_max",
            "hour",
            "hour_sin",
            "hour_cos",
            "day_of_week",
            "dow_sin",
            "dow_cos",
            "is_weekend");
    assertThat(set.baselines())
        .extracting(Baseline::name)
        .containsExactly("persistence", "seasonal_naive_24", "seasonal_naive_168");
  }

  @Test
  void refusesTwoColumnsOfOneName() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new FeatureSet("x", 1, List.of(new Lag(1), new Lag(1)), List.of()))
        .withMessage("column lag_1 is declared twice");
  }

  @Test
  void refusesALagThatWouldReadTheOriginItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lag(0))
        .withMessageContaining("got 0");
  }

  @Test
  void aWindowNeedsItsShareOfValuesRoundedUp() {
    assertThat(new Rolling(24, Statistic.MEAN, 0.9).minimumCount()).isEqualTo(22);
    assertThat(new Rolling(10, Statistic.MEAN, 0.7).minimumCount()).isEqualTo(7);
    assertThat(new Rolling(168, Statistic.MEAN, 1).minimumCount()).isEqualTo(168);
  }

  @Test
  void theSeasonalNaiveIsTheLatestValueOfItsSeasonBeforeTheOrigin() {
    for (int period : List.of(1, 7, 24, 168)) {
      for (int horizon = 1; horizon <= 400; horizon++) {
        int before = new SeasonalNaive(period).stepsBeforeOrigin(horizon);

        assertThat(before).isBetween(1, period);
        assertThat((before + horizon) % period).isZero();
      }
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void theCalendarAgreesWithTheJdks(long seed) {
    SplittableRandom random = new SplittableRandom(seed);

    for (int i = 0; i < 1000; i++) {
      long millis = random.nextLong(-5_000_000_000_000L, 5_000_000_000_000L);
      var time = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
      int dow = time.getDayOfWeek().getValue() - 1;

      assertThat(CalendarField.HOUR.at(millis)).isEqualTo(time.getHour());
      assertThat(CalendarField.DAY_OF_WEEK.at(millis)).isEqualTo(dow);
      assertThat(CalendarField.IS_WEEKEND.at(millis)).isEqualTo(dow >= 5 ? 1 : 0);
      assertThat(CalendarField.HOUR_SIN.at(millis))
          .isEqualTo(StrictMath.sin(2 * Math.PI * time.getHour() / 24));
      assertThat(CalendarField.DOW_COS.at(millis)).isEqualTo(StrictMath.cos(2 * Math.PI * dow / 7));
    }
  }
}
