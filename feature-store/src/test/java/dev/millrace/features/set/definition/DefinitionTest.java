package dev.millrace.features.set.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.millrace.features.dataset.Violation;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeatureSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionTest {

  private static final long HOUR = 3_600_000;

  private static final String WHOLE =
      """
      description: everything
      time_zone: Europe/Berlin
      country: DE
      features:
        - lag: [1, 24h]
        - lag: 1h
          of: temperature
          series: weather-1
        - difference: [1h]
        - rolling: [6h]
          statistics: [mean, max]
          minimum_share: 0.5
        - ewm: 12h
        - known_ahead: always
          of: tariff
        - known_ahead: recorded
          of: wind
          optional: true
        - calendar: [hour, is_weekend]
        - holidays: [is_holiday]
        - lag: 3
          from_step: 1h
          missing: allowed
        - lag: 4
          from_step: 61m
      seasons: [24h]
      """;

  @Test
  void readsEveryKindOfFeature() throws Exception {
    FeatureSet set = Definition.parse(WHOLE).meaning("mine", 3);

    assertThat(set.version()).isEqualTo(3);
    assertThat(set.plan(HOUR, List.of("tariff")).features())
        .extracting(Feature::name)
        .containsExactly(
            "lag_1",
            "lag_24",
            "weather-1_temperature_lag_1",
            "diff_1",
            "roll_6_mean",
            "roll_6_max",
            "ewm_12",
            "tariff_ahead",
            "hour",
            "is_weekend",
            "is_holiday",
            "lag_3");
    assertThat(set.plan(HOUR, List.of("tariff")).spared())
        .extracting(Feature::name)
        .containsExactly("lag_3");
    assertThat(set.plan(HOUR, List.of("tariff", "wind")).features())
        .extracting(Feature::name)
        .contains("wind_ahead");
  }

  @Test
  void takesJson() throws Exception {
    FeatureSet set =
        Definition.parse("{\"features\": [{\"lag\": [\"1h\", 2]}]}").meaning("mine", 1);

    assertThat(set.plan(HOUR, List.of()).features())
        .extracting(Feature::name)
        .containsExactly("lag_1", "lag_2");
  }

  @Test
  void anExtensionHasTheFeaturesOfItsBaseFirstAndOverridesItsZone() throws Exception {
    Definition base = Definition.parse("{time_zone: Asia/Tokyo, features: [lag: 1], seasons: 24}");
    Definition own = Definition.parse("{extends: base, time_zone: UTC, features: [lag: 2]}");

    FeatureSet set = own.on(base).meaning("mine", 1);

    assertThat(set.plan(HOUR, List.of()).features())
        .extracting(Feature::name)
        .containsExactly("lag_1", "lag_2");
    assertThat(set.plan(HOUR, List.of()).baselines()).hasSize(2);
    assertThat(set.zone()).hasToString("UTC");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "features: [lag: 0]                         | features[0].lag[0]",
        "features: [lag: 1y]                        | features[0].lag[0]",
        "features: [lag: []]                        | features[0].lag",
        "features: [lag: 999999999]                 | features[0].lag[0]",
        "features: [{lag: 1, ewm: 2}]               | features[0]",
        "features: [nonsense: 1]                    | features[0]",
        "features: [lag]                            | features[0]",
        "features: []                               | features",
        "features: [{lag: 1, from: x}]              | features[0].from",
        "features: [{lag: 1, series: x}]            | features[0].of",
        "features: [{lag: 1, of: x, optional: 1}]   | features[0].optional",
        "features: [{rolling: 2, statistics: sum}]  | features[0].statistics[0]",
        "features: [{rolling: 2, minimum_share: 2}] | features[0].rolling",
        "features: [{lag: 1, from_step: 24}]        | features[0].from_step",
        "features: [{lag: 1, from_step: [1d]}]      | features[0].from_step",
        "features: [{ewm: 1, from_step: }]          | features[0].from_step",
        "features: [{ewm: 1, missing: maybe}]       | features[0].missing",
        "features: [{holidays: is_holiday, missing: allowed}] | features[0].missing",
        "features: [known_ahead: always]            | features[0].known_ahead",
        "features: [calendar: moon]                 | features[0].calendar[0]",
        "features: [holidays: easter]               | features[0].holidays[0]",
        "{time_zone: Mars, features: [lag: 1]}      | time_zone",
        "{country: Mars, features: [lag: 1]}        | country",
        "{seasons: never, features: [lag: 1]}       | seasons[0]",
        "{incomplete_rows: no, features: [lag: 1]}  | incomplete_rows",
        "{name: yours, features: [lag: 1]}          | name",
      })
  void namesTheFieldThatBreaksARule(String text, String field) throws InvalidDefinition {
    Definition definition = Definition.parse(text.strip());

    InvalidDefinition refusal =
        catchThrowableOfType(InvalidDefinition.class, () -> definition.meaning("mine", 1));

    assertThat(refusal.violations()).extracting(Violation::field).contains(field);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{features: [lag: 1], feature: x} | feature",
        "just a text                      | ''",
        "{a: [1                           | ''",
        "{features: 1, features: 2}       | ''",
        "&a [*a]                          | ''",
      })
  void refusesWhatIsNoDefinition(String text, String field) {
    InvalidDefinition refusal =
        catchThrowableOfType(InvalidDefinition.class, () -> Definition.parse(text.strip()));

    assertThat(refusal.violations()).extracting(Violation::field).containsExactly(field);
  }

  @Test
  void refusesATextWithoutEnd() {
    InvalidDefinition refusal =
        catchThrowableOfType(InvalidDefinition.class, () -> Definition.parse("#".repeat(100_001)));

    assertThat(refusal).hasMessageContaining("100001 characters");
  }
}
