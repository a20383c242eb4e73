package dev.millrace.trainer.baseline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.DatasetLayout;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnchorTest {
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
          new double[] {10, 20, 30, 40});

  @Test
  void isTheNaiveForecastWithTheLowestErrorOnTrainingRows() {
    assertThat(Anchor.of(dataset).name()).isEqualTo("seasonal_naive_24");
  }

  @Test
  void bringsADifferenceBackToTheLevel() {
    Anchor anchor = Anchor.of(dataset);
    Rows rows = new Rows(1, 4);

    float[] differences = anchor.differences(dataset.target(), rows);

    assertThat(differences).containsExactly(1, 30, 39);
    assertThat(anchor.levels(new float[][] {{1}, {30}, {39}}, rows)).containsExactly(20, 30, 40);
  }
}
