package dev.millrace.features.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.features.set.Baseline.SeasonalNaive;
import dev.millrace.features.set.Feature.Lag;
import dev.millrace.features.set.Feature.Rolling;
import dev.millrace.features.set.definition.Definition;
import dev.millrace.features.set.registry.BuiltInSets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureSetTest {

  private static final long HOUR = 3_600_000;

  @Test
  void forecastBasicHasItsColumnsInTheDocumentedOrder() {
    FeatureSet set = new BuiltInSets().find("forecast_basic").orElseThrow().set();

    FeaturePlan hourly = set.plan(HOUR, List.of());

    assertThat(set.version()).isEqualTo(3);
    assertThat(hourly.features())
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
    assertThat(hourly.baselines())
        .extracting(Baseline::name)
        .containsExactly("persistence", "seasonal_naive_24", "seasonal_naive_168");
  }

  @Test
  void aSetFitsTheRhythmOfTheSeries() {
    FeatureSet set = new BuiltInSets().find("forecast_basic").orElseThrow().set();

    assertThat(set.plan(24 * HOUR, List.of()).features())
        .as("daily: no two lags of a day, no window of one, no hour")
        .extracting(Feature::name)
        .containsExactly(
            "lag_1",
            "lag_7",
            "roll_7_mean",
            "roll_7_std",
            "roll_7_min",
            "roll_7_max",
            "lag_14",
            "lag_28",
            "roll_28_mean",
            "roll_28_std",
            "roll_28_min",
            "roll_28_max",
            "day_of_week",
            "dow_sin",
            "dow_cos",
            "is_weekend");
    assertThat(set.plan(24 * HOUR, List.of()).baselines())
        .extracting(Baseline::name)
        .containsExactly("persistence", "seasonal_naive_7");
    assertThat(set.plan(HOUR / 12, List.of()).features())
        .as("every five minutes")
        .extracting(Feature::name)
        .contains("lag_12", "lag_288", "lag_2016", "roll_2016_std", "hour_sin");
    assertThat(set.plan(7 * 24 * HOUR, List.of()).features())
        .as("weekly")
        .extracting(Feature::name)
        .containsExactly(
            "lag_1", "lag_2", "lag_4", "roll_4_mean", "roll_4_std", "roll_4_min", "roll_4_max");
  }

  @Test
  void whatIsDeclaredAsNeededTooIsNeeded() throws Exception {
    String text =
        "features: [{lag: [2, 3], missing: allowed}, {lag: 3}, {ewm: 1, missing: refused}]";
    FeaturePlan plan = Definition.parse(text).meaning("mine", 1).plan(HOUR, List.of());

    assertThat(plan.spared()).containsExactly(new Lag(Input.TARGET, 2));
  }

  @Test
  void forecastAdvancedLooksAtWhatElseThereIsOfTheSeries() {
    FeatureSet set = new BuiltInSets().find("forecast_advanced").orElseThrow().set();

    assertThat(set.looksAtOthers()).isTrue();
    assertThat(set.plan(HOUR, List.of("temperature", "price")).features())
        .extracting(Feature::name)
        .contains(
            "lag_1", "ewm_6", "diff_24", "price_lag_1", "temperature_lag_24", "temperature_ahead")
        .doesNotContain("humidity_ahead", "is_holiday");
  }

  /** A file that means something else needs another version: see {@link BuiltInSets}. */
  @Test
  void theSetsThatComeWithMillraceAreWhatTheirVersionsSay() {
    assertThat(new BuiltInSets().all())
        .extracting(
            d -> d.set().name() + "@" + d.set().version(),
            d -> fingerprint(d.set().plan(HOUR, List.of("price", "temperature"))),
            d -> fingerprint(d.set().plan(24 * HOUR, List.of("price", "temperature"))))
        .containsExactly(
            tuple("anomaly_detection@2", "c9b8d55", "41609ab5"),
            tuple("forecast_advanced@2", "bd6aaad2", "538edfc8"),
            tuple("forecast_basic@3", "4d2f7754", "c3db59f6"));
  }

  private static String fingerprint(FeaturePlan plan) {
    return Integer.toHexString(plan.toString().hashCode());
  }

  @Test
  void refusesALagThatWouldReadTheOriginItself() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Lag(Input.TARGET, 0))
        .withMessageContaining("got 0");
  }

  @Test
  void aWindowNeedsItsShareOfValuesRoundedUp() {
    assertThat(new Rolling(Input.TARGET, 24, Statistic.MEAN, 0.9).minimumCount()).isEqualTo(22);
    assertThat(new Rolling(Input.TARGET, 10, Statistic.MEAN, 0.7).minimumCount()).isEqualTo(7);
    assertThat(new Rolling(Input.TARGET, 168, Statistic.MEAN, 1).minimumCount()).isEqualTo(168);
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
          .isEqualTo(
              StrictMath.sin(2 * Math.PI * (time.toLocalTime().toNanoOfDay() / 3.6e12) / 24));
      assertThat(CalendarField.DOW_COS.at(millis)).isEqualTo(StrictMath.cos(2 * Math.PI * dow / 7));
    }
  }
}
