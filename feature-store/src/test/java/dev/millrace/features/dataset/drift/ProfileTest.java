package dev.millrace.features.dataset.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Samples;
import dev.millrace.features.series.Observations;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ProfileTest {

  @Test
  void aDatasetHasNotMovedFromItself() {
    Sample sample = sample(Samples.load(2000, 1));

    assertThat(Profile.of(sample).driftOf(sample))
        .hasSize(19)
        .allSatisfy(drift -> assertThat(drift.psi()).isZero());
  }

  @Test
  void noiseIsNoMove() {
    assertThat(Profile.of(sample(Samples.load(2000, 1))).driftOf(sample(Samples.load(2000, 2))))
        .filteredOn(drift -> drift.column().equals("lag_1") || drift.column().equals("target"))
        .hasSize(2)
        .allSatisfy(drift -> assertThat(drift.psi()).isLessThan(0.1));
  }

  @Test
  void aShiftedLevelMovesWhatIsMadeOfItAndNotTheCalendar() {
    double[] shifted = Arrays.stream(Samples.load(2000, 1)).map(value -> value + 30).toArray();

    var drifts = Profile.of(sample(Samples.load(2000, 1))).driftOf(sample(shifted));

    assertThat(drifts)
        .filteredOn(drift -> drift.psi() > 0.2)
        .extracting(Profile.Drift::column)
        .contains("lag_1", "lag_168", "roll_24_mean", "target")
        .doesNotContain("hour", "day_of_week", "is_weekend", "roll_24_std");
    assertThat(drifts).isSortedAccordingTo((a, b) -> Double.compare(b.psi(), a.psi()));
  }

  /** Half of the values below the median of before instead of all: by hand, two parts of ten. */
  @Test
  void theIndexIsTheOneOfItsDefinition() {
    double[] before = new double[1000];
    Arrays.setAll(before, i -> i % 2 == 0 ? 1 : 2);
    double[] after = new double[1000];
    Arrays.setAll(after, i -> i % 4 == 0 ? 1 : 2);

    double psi =
        Profile.of(sample(before)).driftOf(sample(after)).stream()
            .filter(drift -> drift.column().equals("target"))
            .findFirst()
            .orElseThrow()
            .psi();

    double expected = (0.25 - 0.5) * Math.log(0.25 / 0.5) + (0.75 - 0.5) * Math.log(0.75 / 0.5);
    assertThat(psi).isCloseTo(expected, within(1e-9));
  }

  private static Sample sample(double[] values) {
    var observed = new Observations(Samples.hours(values.length), values, 0);
    var outcome =
        Samples.rules().prepare(Samples.request("s"), Samples.basic(), Samples.view("s", observed));
    return new Sample(((Prepared) outcome).table());
  }
}
