package dev.millrace.features.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.features.measurement.VariableName;
import dev.millrace.features.retention.ModelNeed.Everything;
import dev.millrace.features.retention.ModelNeed.Read;
import dev.millrace.features.retention.ModelNeed.SeriesVariable;
import dev.millrace.features.retention.RetentionRules.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetentionRulesTest {

  private static final Instant NOW = Instant.parse("2026-11-21T18:30:00Z");
  private static final Instant LONG_AGO = Instant.parse("2020-01-01T05:00:00Z");
  private static final Kept LOAD = kept("plant-7", "load_kw");

  @Test
  void theFirstRuleThatMatchesCountsAndWhatNoneMatchesIsKeptForEver() {
    RetentionPolicy policy =
        RetentionPolicy.of(
            List.of("weather_*=365d", "plant-7/*=forever", "load*=90d", "*_kw=1d"), false);

    assertThat(policy.keep(name("plant-7", "weather_wind"))).contains(Duration.ofDays(365));
    assertThat(policy.keep(name("plant-7", "load_kw"))).isEmpty();
    assertThat(policy.keep(name("plant-8", "load_kw"))).contains(Duration.ofDays(90));
    assertThat(policy.keep(name("plant-8", "peak_kw"))).contains(Duration.ofDays(1));
    assertThat(policy.keep(name("plant-8", "price"))).isEmpty();
    assertThat(policy.removes()).isTrue();
    assertThat(RetentionPolicy.of(List.of("*=forever"), false).removes()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "load_kw, true",
    "load, false",
    "*kw, true",
    "l*_*w, true",
    "load.kw, false",
    "plant-7/*, true",
    "plant-*/load_kw, true",
    "7/load_kw, false",
    "*/*, true",
  })
  void anAsteriskStandsForAnyCharactersAndAllElseForItself(String names, boolean matches) {
    assertThat(new KeepRule(names, Optional.empty()).matches(LOAD.name())).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(strings = {"*", "*=90", "=90d", "*=90h", "*=-1d", "*=0d", "*=forever and a day"})
  void aRuleThatSaysNoTimeIsRefused(String rule) {
    assertThatThrownBy(() -> RetentionPolicy.of(List.of(rule), false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + rule + "'");
  }

  @Test
  void theCutIsAtMidnightSoThatNoDayIsHalfThere() {
    Decision decision = decide("*=90d", false, List.of());

    assertThat(decision.cuts())
        .containsExactly(new Cut(LOAD, Instant.parse("2026-08-23T00:00:00Z")));
    assertThat(decision.held()).isZero();
  }

  @Test
  void nothingIsCutWhereNothingWouldGo() {
    Kept young = new Kept(1, LOAD.name(), Instant.parse("2026-08-23T00:00:00Z"));

    assertThat(
            RetentionRules.decide(
                    RetentionPolicy.of(List.of("*=90d"), false), NOW, List.of(), List.of(young))
                .cuts())
        .isEmpty();
    assertThat(decide("price=90d", false, List.of()).cuts()).isEmpty();
  }

  @Test
  void whatAModelWasTrainedOnStaysFromTheMidnightBeforeItsFirstObservation() {
    Instant first = Instant.parse("2025-05-05T13:00:00Z");
    ModelNeed need = new ModelNeed("m", "acme", new Read(Set.of("plant-7"), Set.of()), first);

    Decision decision = decide("*=90d", false, List.of(need));

    assertThat(decision.cuts())
        .containsExactly(new Cut(LOAD, Instant.parse("2025-05-05T00:00:00Z")));
    assertThat(decision.held()).isEqualTo(1);
  }

  @Test
  void ofSeveralModelsTheOneThatGoesBackFurthestCounts() {
    Read read = new Read(Set.of("plant-7"), Set.of());
    List<ModelNeed> needs =
        List.of(
            new ModelNeed("a", "acme", read, Instant.parse("2026-10-01T00:00:00Z")),
            new ModelNeed("b", "acme", read, Instant.parse("2025-05-05T00:00:00Z")),
            new ModelNeed("c", "acme", read, Instant.parse("2026-01-01T00:00:00Z")));

    assertThat(decide("*=90d", false, needs).cuts())
        .extracting(Cut::at)
        .containsExactly(Instant.parse("2025-05-05T00:00:00Z"));
  }

  @Test
  void aModelHoldsWhatItReadAndNothingElse() {
    Set<SeriesVariable> weather = Set.of(new SeriesVariable("plant-7", "load_kw"));

    assertThat(held(new ModelNeed("m", "acme", new Everything(), LONG_AGO))).isTrue();
    assertThat(held(new ModelNeed("m", "acme", new Read(Set.of("x"), weather), LONG_AGO))).isTrue();
    assertThat(held(new ModelNeed("m", "acme", new Read(Set.of("x"), Set.of()), LONG_AGO)))
        .isFalse();
    assertThat(held(new ModelNeed("m", "other", new Everything(), LONG_AGO))).isFalse();
  }

  @Test
  void aPolicyThatIgnoresLineageAsksNoModel() {
    Decision decision =
        decide("*=90d", true, List.of(new ModelNeed("m", "acme", new Everything(), LONG_AGO)));

    assertThat(decision.cuts())
        .extracting(Cut::at)
        .containsExactly(Instant.parse("2026-08-23T00:00:00Z"));
    assertThat(decision.held()).isZero();
  }

  private static boolean held(ModelNeed need) {
    Decision decision = decide("*=90d", false, List.of(need));
    assertThat(decision.cuts()).hasSize(1 - decision.held());
    return decision.held() == 1;
  }

  private static Decision decide(String rule, boolean ignoresLineage, List<ModelNeed> needs) {
    return RetentionRules.decide(
        RetentionPolicy.of(List.of(rule), ignoresLineage), NOW, needs, List.of(LOAD));
  }

  private static Kept kept(String series, String variable) {
    return new Kept(1, name(series, variable), LONG_AGO);
  }

  private static VariableName name(String series, String variable) {
    return new VariableName("acme", series, variable);
  }
}
