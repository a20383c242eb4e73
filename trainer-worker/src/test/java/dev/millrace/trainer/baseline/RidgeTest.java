package dev.millrace.trainer.baseline;

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
import java.util.Random;
import org.junit.jupiter.api.Test;

class RidgeTest {
  @Test
  void agreesWithTheHand() {
    // One feature: mean 2, deviation √(2/3); targets less their mean 5 are -3, 0, 3.
    // z = (-1, 0, 1) / √(2/3), so zᵀz = 3, zᵀy = 6 / √(2/3), w = 6 / √(2/3) / (3 + alpha).
    Dataset dataset = dataset(new float[][] {{1, 2, 3, 9, 9}}, new double[] {2, 5, 8, 0, 0});

    double[] forecast = Ridge.fit(dataset, 0, new Rows(0, 3), 3).predict(new Rows(0, 3));

    double unit = 6 / (2 / 3.0) / 6;
    assertThat(forecast).containsExactly(new double[] {5 - unit, 5, 5 + unit}, within(1e-12));
  }

  @Test
  void findsALinearLawAndIgnoresAConstant() {
    var random = new Random(7);
    int rows = 500;
    float[][] features = new float[3][rows];
    double[] target = new double[rows];
    for (int row = 0; row < rows; row++) {
      features[0][row] = random.nextFloat();
      features[1][row] = random.nextFloat();
      features[2][row] = 42;
      target[row] = 10 + 3.0 * features[0][row] - 2.0 * features[1][row];
    }
    Dataset dataset = dataset(features, target);

    Ridge ridge = Ridge.chosenOnValidation(dataset);

    Rows test = dataset.splits().test();
    assertThat(ridge.alpha()).isEqualTo(0.01);
    assertThat(ridge.predict(test)).containsExactly(dataset.target(test), within(1e-3));
  }

  @Test
  void countsAMissingFeatureAsItsMean() {
    Dataset dataset =
        dataset(new float[][] {{1, Float.NaN, 3, 2, 2}}, new double[] {2, 5, 8, 0, 0});

    double[] forecast = Ridge.fit(dataset, 0, new Rows(0, 3), 1).predict(new Rows(0, 3));

    assertThat(forecast[1]).isCloseTo(5, within(1e-12));
  }

  @Test
  void isOneOfTheBaselinesBesideTheNaiveForecasts() {
    var baselines = Baselines.onTest(ExampleData.dataset(2000, 3));

    assertThat(baselines)
        .containsOnlyKeys("persistence", "seasonal_naive_24", "seasonal_naive_168", "ridge");
    assertThat(mae(baselines, "ridge")).isLessThan(mae(baselines, "persistence"));
  }

  private static double mae(Map<String, Map<String, Double>> baselines, String name) {
    return baselines.getOrDefault(name, Map.of()).getOrDefault("mae", Double.NaN);
  }

  @Test
  void refusesEquationsWithoutASolution() {
    assertThatThrownBy(() -> Cholesky.solve(new double[][] {{1, 1}, {1, 1}}, new double[] {1, 2}))
        .hasMessage("matrix must be positive definite, but pivot 1 is 0.0");
  }

  private static Dataset dataset(float[][] features, double[] target) {
    int rows = target.length;
    var splits =
        new Splits(new Rows(0, rows - 2), new Rows(rows - 2, rows - 1), new Rows(rows - 1, rows));
    List<String> names = List.of("a", "b", "c").subList(0, features.length);
    var layout = new DatasetLayout(names, List.of("persistence"), "y", "load", 1, splits);
    return new Dataset(layout, features, new double[1][rows], target, ExampleData.times(rows, 1));
  }
}
