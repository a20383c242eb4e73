package dev.millrace.trainer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileScoresTest {
  private static final double[] ACTUAL = {10, 0};
  private static final Forecast FORECAST =
      Forecast.ofQuantiles(QuantileLevels.DEFAULT, new double[][] {{8, -2}, {9, 1}, {12, 3}});

  /** p10: 0.1 · 2 and 0.1 · 2; p50: 0.5 · 1 and 0.5 · 1; p90: 0.1 · 2 and 0.1 · 3. */
  @Test
  void pinballLossIsWhatPaperSays() {
    assertThat(new QuantileScores(ACTUAL).of(QuantileLevels.DEFAULT, FORECAST))
        .containsEntry("pinball_p10", 0.2)
        .containsEntry("pinball_p50", 0.5)
        .hasEntrySatisfying("pinball_p90", loss -> assertThat(loss).isCloseTo(0.25, within(1e-12)));
    assertThat(Metric.PINBALL.of(ACTUAL, FORECAST, 1)).isCloseTo(0.95 / 3, within(1e-12));
    assertThat(Metric.PINBALL.of(ACTUAL, Forecast.ofPoints(ACTUAL), 1)).isNaN();
  }

  @Test
  void countsWhatLiesWithinAndBelow() {
    Forecast narrow =
        Forecast.ofQuantiles(QuantileLevels.DEFAULT, new double[][] {{10, 1}, {11, 2}, {12, 5}});

    assertThat(new QuantileScores(ACTUAL).of(QuantileLevels.DEFAULT, narrow))
        .containsEntry("coverage", 0.5)
        .containsEntry("coverage_nominal", 0.8)
        .containsEntry("below_p10", 1.0)
        .containsEntry("interval_width", 3.0);
    assertThat(new QuantileScores(ACTUAL).of(QuantileLevels.DEFAULT, FORECAST))
        .containsEntry("below_p10", 0.0)
        .containsEntry("below_p50", 0.5)
        .containsEntry("below_p90", 1.0);
  }

  @Test
  void otherMetricsAreOfTheMedian() {
    assertThat(Metric.MAE.of(ACTUAL, FORECAST, 1)).isEqualTo(1);
    assertThat(FORECAST.point()).containsExactly(9, 1);
  }

  @Test
  void quantilesAreCalledByTheirPercentage() {
    var levels = new QuantileLevels(List.of(0.001, 0.025, 0.07, 0.5, 0.9));

    assertThat(List.of(0, 1, 2, 3, 4).stream().map(levels::label))
        .containsExactly("p0_1", "p2_5", "p7", "p50", "p90");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.5",
        "0.1,0.9",
        "0.5,0.1",
        "0.5,0.5",
        "0,0.5",
        "0.5,1",
        "NaN,0.5",
        "0.5,NaN",
        "0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8,0.9,0.95"
      })
  void refusesQuantilesThatAreNone(String text) {
    List<Double> shares = Arrays.stream(text.split(",")).map(Double::valueOf).toList();

    assertThatThrownBy(() -> new QuantileLevels(shares))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("training.quantiles must be 2 to 9 rising numbers");
  }
}
