package dev.millrace.trainer.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class MetricTest {
  private static final Offset<Double> EXACT = within(1e-12);
  private static final double[] ACTUAL = {2, 4, 0, -8};
  private static final double[] FORECAST = {3, 2, 0, -4};

  // Errors: 1, 2, 0, 4.

  @Test
  void agreesWithTheHand() {
    assertThat(Metric.MAE.of(ACTUAL, FORECAST, 1)).isCloseTo(7 / 4.0, EXACT);
    assertThat(Metric.RMSE.of(ACTUAL, FORECAST, 1)).isCloseTo(Math.sqrt(21 / 4.0), EXACT);
    assertThat(Metric.WAPE.of(ACTUAL, FORECAST, 1)).isCloseTo(100 * 7 / 14.0, EXACT);
    assertThat(Metric.MASE.of(ACTUAL, FORECAST, 3.5)).isCloseTo(0.5, EXACT);
  }

  @Test
  void leavesRowsOfZeroOutOfMape() {
    double expected = 100 * (1 / 2.0 + 2 / 4.0 + 4 / 8.0) / 3;

    assertThat(Metric.MAPE.of(ACTUAL, FORECAST, 1)).isCloseTo(expected, EXACT);
  }

  @Test
  void countsTwoZerosAsNoErrorInSmape() {
    double expected = 100 * (2 * 1 / 5.0 + 2 * 2 / 6.0 + 0 + 2 * 4 / 12.0) / 4;

    assertThat(Metric.SMAPE.of(ACTUAL, FORECAST, 1)).isCloseTo(expected, EXACT);
  }

  @Test
  void hasNoValueWhereItIsUndefined() {
    double[] zeros = {0, 0};
    double[] ones = {1, 1};

    assertThat(Metric.MAPE.of(zeros, ones, 1)).isNaN();
    assertThat(Metric.WAPE.of(zeros, ones, 1)).isNaN();
    assertThat(Metric.MASE.of(zeros, ones, 0)).isNaN();
    assertThat(Metric.MASE.of(zeros, ones, Double.NaN)).isNaN();
  }

  @Test
  void scalesMaseByTheSeasonalNaiveErrorOnTrainingRows() {
    // Training rows 0 and 1: seasonal naive is off by 1 and 3, so 2 in the mean.
    double[] target = {10, 20, 30, 40};
    double[] naive = {11, 17, 0, 0};
    var splits = new Splits(new Rows(0, 2), new Rows(2, 3), new Rows(3, 4));
    var layout =
        new DatasetLayout(List.of("f"), List.of("seasonal_naive_24"), "y", "load", 24, splits);
    var dataset =
        new Dataset(
            layout,
            new float[1][4],
            new double[][] {naive},
            target,
            ExampleData.times(target.length, 24));
    Forecast forecast = Forecast.ofPoints(new double[] {33, 45});

    Map<String, Double> scores = Scores.on(dataset, new Rows(2, 4)).all(forecast);

    assertThat(scores.get("mae")).isCloseTo(4, EXACT);
    assertThat(scores.get("mase")).isCloseTo(2, EXACT);
    assertThat(scores).containsOnlyKeys("mae", "rmse", "mape", "smape", "wape", "mase");
  }

  @Test
  void isFoundByItsLabel() {
    for (Metric metric : Metric.values()) {
      assertThat(Metric.named(metric.label())).isEqualTo(metric);
    }
    assertThatThrownBy(() -> Metric.named("auc"))
        .hasMessage(
            "objective must be one of mae, rmse, mape, smape, wape, mase, pinball, got 'auc'");
  }
}
