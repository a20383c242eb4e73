package dev.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FoldTest {

  @Test
  void validationRowsAreCutIntoBlocksThatFollowOneAnother() {
    List<Fold> folds = Fold.ofValidation(hourly(1000, 24), 3, true);

    assertThat(folds)
        .extracting(Fold::judged)
        .containsExactly(new Rows(700, 766), new Rows(766, 833), new Rows(833, 900));
  }

  @Test
  void trainingEndsAHorizonBeforeTheFirstOriginThatIsJudged() {
    List<Fold> folds = Fold.ofValidation(hourly(1000, 24), 3, true);

    assertThat(folds).extracting(fold -> fold.train().to()).containsExactly(676, 742, 809);
    assertThat(Fold.ofTest(hourly(1000, 24), true))
        .isEqualTo(new Fold(new Rows(0, 876), new Rows(900, 1000)));
  }

  @Test
  void withoutAnEmbargoTrainingEndsWhereJudgingBegins() {
    assertThat(Fold.ofValidation(hourly(1000, 24), 1, false))
        .containsExactly(new Fold(new Rows(0, 700), new Rows(700, 900)));
  }

  @Test
  void rowsOfOneOriginStayTogether() {
    Dataset threeSeries =
        dataset(
            300,
            new Times(
                LongStream.range(0, 300).map(row -> row / 3).toArray(),
                LongStream.range(0, 300).map(row -> row / 3 + 2).toArray()));

    List<Fold> folds = Fold.ofValidation(threeSeries, 4, true);

    assertThat(folds)
        .extracting(Fold::judged)
        .containsExactly(
            new Rows(210, 225), new Rows(225, 240), new Rows(240, 255), new Rows(255, 270));
    assertThat(folds).extracting(fold -> fold.train().to()).containsExactly(204, 219, 234, 249);
  }

  @Test
  void fewRowsMakeFewFolds() {
    assertThat(Fold.ofValidation(hourly(100, 1), 5, true)).hasSize(2);
    assertThat(Fold.ofValidation(hourly(30, 1), 5, true)).hasSize(1);
  }

  @Test
  void aHorizonThatLeavesNothingToTrainOnIsNamed() {
    assertThatThrownBy(() -> Fold.ofValidation(hourly(30, 24), 1, true))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("horizon of 24 steps is too long");
  }

  @Test
  void timesMustBeInOrder() {
    assertThatThrownBy(() -> new Times(new long[] {2, 1}, new long[] {3, 3}))
        .hasMessageContaining("row 1");
    assertThatThrownBy(() -> new Times(new long[] {2}, new long[] {1}))
        .hasMessageContaining("row 0");
    assertThatThrownBy(() -> new Times(new long[2], new long[1]))
        .hasMessageContaining("got 1 and 2");
  }

  private static Dataset hourly(int rows, int horizon) {
    return dataset(rows, ExampleData.times(rows, horizon));
  }

  private static Dataset dataset(int rows, Times times) {
    return new Dataset(
        new DatasetLayout(
            List.of("f"), List.of("persistence"), "y", "load", 24, ExampleData.splits(rows)),
        new float[1][rows],
        new double[1][rows],
        new double[rows],
        times);
  }
}
