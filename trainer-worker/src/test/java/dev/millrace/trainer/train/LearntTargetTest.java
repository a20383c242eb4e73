package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.baseline.NaiveAnchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Loss;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LearntTargetTest {
  private static final Rows ROWS = new Rows(1, 4);
  private static final double[] TARGET = {10, 20, 30, 40};

  @ParameterizedTest
  @CsvSource({"LEVEL,20,30,40", "DIFFERENCE,4,-10,20", "RATIO,1.25,0.75,2"})
  void isLearntInItsForm(TargetTransform transform, float a, float b, float c) {
    assertThat(target(transform, 8, 16, 40, 20).labels(ROWS)).containsExactly(a, b, c);
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void comesBackToTheLevel(TargetTransform transform) {
    LearntTarget target = target(transform, 8, 16, 40, 20);
    float[] labels = target.labels(ROWS);
    float[][] said = {{labels[0]}, {labels[1]}, {labels[2]}};

    assertThat(target.forecast(said, ROWS).point()).containsExactly(20, 30, 40);
  }

  @Test
  void errorsOfARatioCountAsTheyDoOnTheLevel() {
    double[] anchor = {8, 16, 40, 20};

    assertThat(weights(Loss.ABSOLUTE_ERROR, anchor)).containsExactly(16, 40, 20);
    assertThat(weights(Loss.pinball(QuantileLevels.DEFAULT), anchor)).containsExactly(16, 40, 20);
    assertThat(weights(Loss.SQUARED_ERROR, anchor)).containsExactly(256, 1600, 400);
    assertThat(target(TargetTransform.LEVEL, 1, 2, 3, 4).weights(ROWS)).isEmpty();
  }

  private static float[] weights(Loss loss, double... anchor) {
    return target(new Recipe(TargetTransform.RATIO, loss), anchor).weights(ROWS).orElseThrow();
  }

  @Test
  void quantilesRiseOnTheLevelWhateverTheTreesSay() {
    LearntTarget ratio =
        target(
            new Recipe(TargetTransform.RATIO, Loss.pinball(QuantileLevels.DEFAULT)),
            8,
            16,
            -40,
            20);
    float[][] crossed = {{2, 1, 3}, {1, 2, 3}, {0, -1, 1}};

    Forecast forecast = ratio.forecast(crossed, ROWS);

    assertThat(forecast.column(0)).containsExactly(16, -120, -20);
    assertThat(forecast.column(1)).containsExactly(32, -80, 0).isEqualTo(forecast.point());
    assertThat(forecast.column(2)).containsExactly(48, -40, 20);
  }

  @Test
  void aRatioNeedsAnAnchorThatStaysAwayFromZero() {
    assertThat(target(TargetTransform.RATIO, 8, 16, 40, 20).isPossible()).isTrue();
    assertThat(target(TargetTransform.RATIO, 8, 0, 40, 20).isPossible()).isFalse();
    assertThat(target(TargetTransform.RATIO, 8, 0.1, 40, 20).isPossible()).isFalse();
    assertThat(target(TargetTransform.RATIO, -8, -16, -40, -20).isPossible()).isFalse();
    assertThat(target(TargetTransform.DIFFERENCE, 8, 0, 40, 20).isPossible()).isTrue();
  }

  private static LearntTarget target(TargetTransform transform, double... anchor) {
    return target(new Recipe(transform, Loss.SQUARED_ERROR), anchor);
  }

  private static LearntTarget target(Recipe recipe, double... anchor) {
    Dataset dataset =
        new Dataset(
            new DatasetLayout(
                List.of("f"),
                List.of("persistence"),
                "y",
                "load",
                24,
                new Splits(new Rows(0, 2), new Rows(2, 3), new Rows(3, 4))),
            new float[1][4],
            new double[][] {anchor},
            TARGET,
            ExampleData.times(4, 24));
    return new LearntTarget(dataset, NaiveAnchor.of(dataset), recipe);
  }
}
