package dev.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NaiveAnchorTest {
  private final Dataset dataset =
      new Dataset(
          new DatasetLayout(
              List.of("f"),
              List.of("persistence", "seasonal_naive_24"),
              "y",
              "load",
              24,
              new Splits(new Rows(0, 2), new Rows(2, 3), new Rows(3, 4))),
          new float[1][4],
          // The second is better on the training rows, the first on the others.
          new double[][] {{0, 0, 30, 40}, {9, 19, 0, 1}},
          new double[] {10, 20, 30, 40},
          ExampleData.times(4, 24));

  @Test
  void isTheNaiveForecastWithTheLowestErrorOnTrainingRows() {
    assertThat(NaiveAnchor.of(dataset).name()).isEqualTo("seasonal_naive_24");
  }

  @Test
  void hasItsForecastOfEveryRow() {
    NaiveAnchor anchor = NaiveAnchor.of(dataset);

    assertThat(IntStream.range(0, 4).mapToDouble(row -> anchor.value(0, row)))
        .containsExactly(9.0, 19.0, 0.0, 1.0);
  }
}
