package dev.millrace.features.measurement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MeasurementRulesTest {

  private static final Instant ARRIVED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant OBSERVED = Instant.parse("2025-12-31T23:00:00Z");

  @Test
  void keepsASoundMeasurementAndAWithdrawal() {
    assertThat(broken(sample("acme", "s", OBSERVED, ARRIVED, 1.5))).isNull();
    assertThat(broken(sample("acme", "s", OBSERVED, ARRIVED, null))).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "a/b",
        "ä",
        "0123456789012345678901234567890123456789012345678901234567890123x"
      })
  void refusesATenantThatIsNoName(String tenant) {
    assertThat(broken(sample(tenant, "s", OBSERVED, ARRIVED, 1.0))).startsWith("tenant_id must be");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\0b", "a\tb", "a\nb"})
  void refusesASeriesThatIsNoName(String series) {
    assertThat(broken(sample("acme", series, OBSERVED, ARRIVED, 1.0))).startsWith("series must be");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void refusesAValueThatIsNotFinite(double value) {
    assertThat(broken(sample("acme", "s", OBSERVED, ARRIVED, value)))
        .isEqualTo("value must be finite or null, got " + value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1799-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "+292278994-08-17T07:12:55.807Z"})
  void refusesAnImpossibleObservationTime(String observed) {
    assertThat(broken(sample("acme", "s", Instant.parse(observed), ARRIVED, 1.0)))
        .startsWith("observed_at must be from");
  }

  @Test
  void refusesAnObservationTimeThatWasNeverSet() {
    assertThat(broken(sample("acme", "s", Instant.EPOCH, ARRIVED, 1.0)))
        .isEqualTo("observed_at must be set");
  }

  @Test
  void refusesWhatWasRecordedInTheFuture() {
    Instant tomorrow = ARRIVED.plus(Duration.ofDays(1));

    assertThat(broken(sample("acme", "s", OBSERVED, tomorrow, 1.0))).isNull();
    assertThat(broken(sample("acme", "s", OBSERVED, tomorrow.plusMillis(1), 1.0)))
        .startsWith("recorded_at must be from");
  }

  @Test
  void takesAForecastOfTheFutureAsAnObservation() {
    assertThat(broken(sample("acme", "s", ARRIVED.plus(Duration.ofDays(10)), ARRIVED, 1.0)))
        .isNull();
  }

  private static @Nullable String broken(Measurement measurement) {
    return MeasurementRules.broken(measurement, ARRIVED).orElse(null);
  }

  private static Measurement sample(
      String tenant, String series, Instant observed, Instant recorded, @Nullable Double value) {
    return new Measurement(tenant, series, "load_kw", observed, recorded, value, "kW", "test", "e");
  }
}
