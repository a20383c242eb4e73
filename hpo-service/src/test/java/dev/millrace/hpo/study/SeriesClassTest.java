package dev.millrace.hpo.study;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesClassTest {

  @ParameterizedTest
  @CsvSource({
    "999, LOW_VOLUME, 20",
    "1000, MEDIUM_VOLUME, 25",
    "9999, MEDIUM_VOLUME, 25",
    "10000, HIGH_VOLUME, 30"
  })
  void goesByTheNumberOfObservations(long observations, SeriesClass expected, int trials) {
    SeriesClass kind = SeriesClass.of(profile(observations, 0.1, OptionalDouble.of(1.11)));

    assertThat(kind).isEqualTo(expected);
    assertThat(kind.trials()).isEqualTo(trials);
  }

  @ParameterizedTest
  @CsvSource({"1.32, 0.1, HIGH_VOLUME", "1.33, 0.1, INTERMITTENT", "1.1, 0.26, INTERMITTENT"})
  void callsASeriesIntermittentByItsDemandIntervalOrItsZeros(
      double interval, double zeros, SeriesClass expected) {
    assertThat(SeriesClass.of(profile(20_000, zeros, OptionalDouble.of(interval))))
        .isEqualTo(expected);
  }

  @Test
  void guessesTheDemandIntervalFromTheZerosWhenNobodyMeasuredIt() {
    assertThat(SeriesClass.of(profile(20_000, 0.24, OptionalDouble.empty())))
        .isEqualTo(SeriesClass.HIGH_VOLUME);
    assertThat(SeriesClass.of(profile(20_000, 0.245, OptionalDouble.empty())))
        .isEqualTo(SeriesClass.INTERMITTENT);
    assertThat(SeriesClass.of(profile(20_000, 1, OptionalDouble.empty())))
        .isEqualTo(SeriesClass.INTERMITTENT);
  }

  private static SeriesProfile profile(long observations, double zeros, OptionalDouble interval) {
    return new SeriesProfile(
        observations, zeros, interval, OptionalDouble.empty(), OptionalDouble.empty());
  }
}
