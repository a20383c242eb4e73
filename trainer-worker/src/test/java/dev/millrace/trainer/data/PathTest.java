package dev.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two series with gaps, each row of which a naive reference can look up in the series itself. */
class PathTest {
  private static final int HORIZON = 7;
  private static final int LENGTH = 260;
  private static final long HOUR = 3_600_000_000L;
  private static final List<String> BASELINES = List.of("persistence", "seasonal_naive_5");

  /** The series that the rows were made of. */
  private final double[][] series;

  /** Of each row: its series and its origin. */
  private final List<int[]> made = new ArrayList<>();

  private final Dataset dataset;

  PathTest() {
    var random = new Random(3);
    series = new double[2][LENGTH];
    for (double[] one : series) {
      for (int i = 0; i < LENGTH; i++) {
        one[i] = random.nextInt(40) == 0 ? Double.NaN : random.nextGaussian();
      }
    }
    dataset = dataset(series);
  }

  /** A row for every origin with a value before it, a season before its target, and a target. */
  private Dataset dataset(double[][] of) {
    made.clear();
    for (int origin = 14; origin + HORIZON < LENGTH; origin++) {
      for (int one = 0; one < of.length; one++) {
        boolean usable =
            !Double.isNaN(of[one][origin - 1])
                && !Double.isNaN(of[one][origin + HORIZON - 10])
                && !Double.isNaN(of[one][origin + HORIZON]);
        if (usable) {
          made.add(new int[] {one, origin});
        }
      }
    }
    int rows = made.size();
    float[][] features = new float[1][rows];
    double[][] baselines = new double[2][rows];
    double[] target = new double[rows];
    long[][] times = new long[2][rows];
    int[] seriesOf = new int[rows];
    for (int row = 0; row < rows; row++) {
      double[] values = of[made.get(row)[0]];
      int origin = made.get(row)[1];
      seriesOf[row] = made.get(row)[0];
      features[0][row] = (float) values[origin - 1];
      baselines[0][row] = values[origin - 1];
      baselines[1][row] = values[origin + HORIZON - 10];
      target[row] = values[origin + HORIZON];
      times[0][row] = origin * HOUR;
      times[1][row] = (origin + HORIZON) * HOUR;
    }
    var layout =
        new DatasetLayout(
            List.of("lag_1"), BASELINES, "target", "load", HORIZON, ExampleData.splits(rows));
    return new Dataset(
        layout,
        features,
        baselines,
        target,
        new Times(times[0], times[1], List.of("north", "south"), seriesOf));
  }

  /** What is known of the series, from the rows alone: their targets. */
  private Map<List<Integer>, Double> targets() {
    Map<List<Integer>, Double> known = new HashMap<>();
    made.forEach(
        row -> known.put(List.of(row[0], row[1] + HORIZON), series[row[0]][row[1] + HORIZON]));
    return known;
  }

  private static int season(int origin, int step) {
    int at = origin + step;
    while (at >= origin) {
      at -= 5;
    }
    return at;
  }

  private boolean isWhole(int[] row, Map<List<Integer>, Double> known) {
    boolean whole = true;
    for (int step = 1; step <= HORIZON; step++) {
      whole &= known.containsKey(List.of(row[0], row[1] + step));
      whole &= step == HORIZON || known.containsKey(List.of(row[0], season(row[1], step)));
    }
    return whole;
  }

  @Test
  void hasTheTargetsAndNaiveForecastsThatTheSeriesHave() {
    Dataset path = dataset.path();
    Map<List<Integer>, Double> known = targets();
    List<int[]> whole = made.stream().filter(row -> isWhole(row, known)).toList();

    assertThat(path.splits().rows()).isEqualTo(whole.size()).isLessThan(made.size());
    assertThat(path.steps()).isEqualTo(HORIZON);
    for (int row = 0; row < whole.size(); row++) {
      int origin = whole.get(row)[1];
      double[] values = Objects.requireNonNull(series[whole.get(row)[0]]);
      assertThat(path.series(row)).isEqualTo(whole.get(row)[0] == 0 ? "north" : "south");
      assertThat(path.targetTime(row)).isEqualTo((origin + HORIZON) * HOUR);
      assertThat(path.feature(0)[row]).isEqualTo((float) values[origin - 1]);
      for (int step = 1; step <= HORIZON; step++) {
        Rows one = new Rows(row, row + 1);
        assertThat(path.target(step - 1, row)).isEqualTo(values[origin + step]);
        assertThat(path.baseline("persistence", step - 1, one)).containsExactly(values[origin - 1]);
        assertThat(path.baseline("seasonal_naive_5", step - 1, one))
            .containsExactly(values[season(origin, step)]);
      }
    }
  }

  @Test
  void endsWithWhatAForecastOfTheHorizonHas() {
    Dataset path = dataset.path();

    for (int row = 0; row < path.splits().rows(); row++) {
      assertThat(path.target(HORIZON - 1, row)).isEqualTo(path.target()[row]);
      for (String name : BASELINES) {
        assertThat(path.baseline(name, HORIZON - 1)[row]).isEqualTo(path.baseline(name)[row]);
      }
    }
  }

  @Test
  void leavesEveryRowInItsSplit() {
    Dataset path = dataset.path();
    Map<List<Integer>, Double> known = targets();
    Rows test = dataset.splits().test();
    Rows validation = dataset.splits().validation();

    assertThat(path.splits().test().count())
        .isEqualTo(
            (int)
                made.subList(test.from(), test.to()).stream()
                    .filter(r -> isWhole(r, known))
                    .count());
    assertThat(path.splits().validation().count())
        .isEqualTo(
            (int)
                made.subList(validation.from(), validation.to()).stream()
                    .filter(row -> isWhole(row, known))
                    .count());
  }

  /** What comes at the origin or later is in no feature and in no naive forecast of the row. */
  @ParameterizedTest
  @ValueSource(ints = {60, 121, 200})
  void knowsNothingOfWhatComesAfterTheOrigin(int origin) {
    Dataset before = dataset.path();
    double[][] changed = {series[0].clone(), series[1].clone()};
    for (double[] one : changed) {
      for (int i = origin; i < LENGTH; i++) {
        one[i] += 1000;
      }
    }

    Dataset after = dataset(changed).path();

    int looked = 0;
    for (int row = 0; row < before.splits().rows(); row++) {
      if (before.times().origin(row) <= origin * HOUR) {
        looked++;
        assertThat(after.feature(0)[row]).isEqualTo(before.feature(0)[row]);
        for (int step = 0; step < HORIZON; step++) {
          for (String name : BASELINES) {
            assertThat(after.baseline(name, step)[row]).isEqualTo(before.baseline(name, step)[row]);
          }
        }
      }
    }
    assertThat(looked).isGreaterThan(5);
  }

  @Test
  void losesNoMoreThanTheBeginningWhereThereAreNoGaps() {
    Dataset whole = ExampleData.dataset(1000, 1);

    // A week back and the horizon ahead of the first row that is left, targets are known.
    assertThat(whole.path().splits().rows()).isEqualTo(1000 - 24 - 167);
  }

  @Test
  void saysWhatIsMissingWhenNoRowIsLeft() {
    assertThatThrownBy(() -> ExampleData.dataset(150, 1).path())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "training.path needs rows for which all 24 steps and their naive forecasts are known:"
                + " of 105, 30 and 15 rows to train, validate and test 0, 0 and 0 are left");
  }
}
