package dev.millrace.features.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeatureTableTest {

  private static final DatasetRules RULES = Samples.rules();

  @Test
  void aRowKnowsWhatWasObservedStrictlyBeforeItsOrigin() {
    double[] y = Samples.load(400, 1);

    FeatureTable table = table(new Observations(Samples.hours(400), y, 0));

    assertThat(table.rows()).isEqualTo(400 - 168 - 24);
    for (int row = 0; row < table.rows(); row++) {
      int t = 168 + row;
      assertThat(table.originTime(row)).isEqualTo(Samples.hours(400)[t]);
      assertThat(table.targetTime(row)).isEqualTo(Samples.hours(400)[t + 24]);
      assertThat(number(table, row, "lag_1")).isEqualTo(y[t - 1]);
      assertThat(number(table, row, "lag_24")).isEqualTo(y[t - 24]);
      assertThat(number(table, row, "lag_168")).isEqualTo(y[t - 168]);
      assertThat(number(table, row, "roll_24_max"))
          .isEqualTo(Arrays.stream(y, t - 24, t).max().orElseThrow());
      assertThat(number(table, row, "roll_168_min"))
          .isEqualTo(Arrays.stream(y, t - 168, t).min().orElseThrow());
      assertThat(number(table, row, "hour")).isEqualTo((t + 24) % 24);
      assertThat(number(table, row, "persistence")).isEqualTo(y[t - 1]);
      assertThat(number(table, row, "seasonal_naive_24")).isEqualTo(y[t - 24]);
      assertThat(number(table, row, "seasonal_naive_168")).isEqualTo(y[t - 144]);
      assertThat(number(table, row, "target")).isEqualTo(y[t + 24]);
    }
  }

  @Test
  void theFirstRowsOfADailySeriesLackTheMonthBeforeThem() {
    double[] y = Samples.load(70, 1);
    long[] days = LongStream.range(0, 70).map(day -> day * 86_400_000).toArray();

    FeatureTable table = table(new Observations(days, y, 0));

    assertThat(table.rows())
        .as("a week before the origin, 24 days after it")
        .isEqualTo(70 - 7 - 24);
    assertThat(number(table, 0, "lag_7")).isEqualTo(y[0]);
    assertThat(number(table, 6, "lag_14")).isNaN();
    assertThat(number(table, 7, "lag_14")).isEqualTo(y[0]);
    assertThat(number(table, 20, "roll_28_max")).isNaN();
    assertThat(number(table, 21, "roll_28_max"))
        .isEqualTo(Arrays.stream(y, 0, 28).max().orElseThrow());
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void nothingObservedAtOrAfterAnOriginMovesItsRow(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] before = Samples.load(500, seed);
    int cut = random.nextInt(200, 470);
    double[] after = before.clone();
    for (int i = cut; i < after.length; i++) {
      after[i] = random.nextDouble() < 0.2 ? Double.NaN : 1e6 * random.nextGaussian();
    }
    after[499] = 1;

    Grid untouched = grid(before);
    Grid changed = grid(after);

    SeriesFeatures one = features(untouched);
    SeriesFeatures other = features(changed);
    for (int origin = 0; origin <= cut; origin++) {
      for (int column = 0; column < one.inputCount(); column++) {
        assertThat(Double.doubleToLongBits(other.input(column, origin)))
            .as("column %d of origin %d, changed from %d on", column, origin, cut)
            .isEqualTo(Double.doubleToLongBits(one.input(column, origin)));
      }
    }
    assertThat(other.input(0, cut + 1))
        .as("the change is seen once it is past")
        .isNotEqualTo(one.input(0, cut + 1));
  }

  @Test
  void aMissingHourCostsOnlyTheRowsThatNeedThatVeryHour() {
    double[] y = Samples.load(600, 3);
    y[300] = Double.NaN;

    FeatureTable table = table(new Observations(Samples.hours(600), y, 0));

    List<Integer> lost = List.of(300 - 24, 301, 324, 300 + 144, 468);
    assertThat(table.rows()).isEqualTo(600 - 168 - 24 - lost.size());
    for (int row = 0; row < table.rows(); row++) {
      int t = (int) ((table.originTime(row) - Samples.START.toEpochMilli()) / Samples.HOUR);
      assertThat(lost).doesNotContain(t);
    }
  }

  @Test
  void aRowMayBeIncompleteWhereTheSetAllowsIt() {
    double[] y = Samples.load(300, 4);
    Arrays.fill(y, 100, 110, Double.NaN);

    FeatureTable table = anomalyTable(new Observations(Samples.hours(300), y, 0));

    // The first origin has nothing before it, and targets are a step behind origins.
    assertThat(table.rows()).isEqualTo(300 - 1 - 1 - 10);
    assertThat(table.originTime(0)).isEqualTo(Samples.hours(300)[1]);
    assertThat(number(table, 0, "lag_1")).isEqualTo(y[0]);
    assertThat(number(table, 0, "lag_2")).isNaN();
    assertThat(number(table, 0, "roll_12_mean")).isNaN();
    assertThat(number(table, 0, "seasonal_naive_168")).isEqualTo(y[0]);
    int behindTheGap = row(table, 109);
    assertThat(table.target(behindTheGap)).isEqualTo(y[110]);
    assertThat(number(table, behindTheGap, "lag_1")).isNaN();
    assertThat(number(table, behindTheGap, "persistence")).isEqualTo(y[99]);
    assertThat(number(table, behindTheGap, "seasonal_naive_24")).isEqualTo(y[110 - 24]);
    int complete = row(table, 250);
    assertThat(number(table, complete, "seasonal_naive_168")).isEqualTo(y[251 - 168]);
  }

  private static int row(FeatureTable table, int hour) {
    for (int row = 0; row < table.rows(); row++) {
      if (table.originTime(row) == Samples.START.toEpochMilli() + hour * Samples.HOUR) {
        return row;
      }
    }
    throw new AssertionError("no row has its origin in hour " + hour);
  }

  private static FeatureTable anomalyTable(Observations observations) {
    var request =
        new DatasetRequest(
            "acme",
            "anomaly_detection",
            List.of("s"),
            "load_kw",
            1,
            TimeRange.ALL,
            Samples.AS_OF,
            0.2,
            0.1);
    var outcome =
        RULES.prepare(request, Samples.set("anomaly_detection"), Samples.view("s", observations));
    return ((Prepared) outcome).table();
  }

  @Test
  void rowsOfSeveralSeriesAreInTimeOrderAndAnOriginIsNeverSplit() {
    var outcome =
        RULES.prepare(
            Samples.request("b", "a"),
            Samples.basic(),
            Samples.view(
                Map.of("a", Samples.observations(400, 1), "b", Samples.observations(401, 2))));

    Prepared prepared = (Prepared) outcome;
    FeatureTable table = prepared.table();
    assertThat(table.rows()).isEqualTo(208 + 209);
    assertThat(List.of(table.series(0), table.series(1), table.series(2)))
        .containsExactly("a", "b", "a");
    for (int row = 1; row < table.rows(); row++) {
      assertThat(table.originTime(row)).isGreaterThanOrEqualTo(table.originTime(row - 1));
    }
    assertThat(table.sameOriginAsBefore(prepared.splits().trainEnd())).isFalse();
    assertThat(table.sameOriginAsBefore(prepared.splits().validationEnd())).isFalse();
  }

  @Test
  void aBlockOfAColumnIsWhatItsRowsAreOneByOne() {
    Prepared prepared =
        (Prepared)
            RULES.prepare(
                Samples.request("b", "a", "c"),
                Samples.basic(),
                Samples.view(
                    Map.of(
                        "a",
                        Samples.observations(400, 1),
                        "b",
                        Samples.observations(401, 2),
                        "c",
                        Samples.observations(300, 3))));
    FeatureTable table = prepared.table();
    int numbers = (int) table.columns().stream().filter(c -> c.role().numeric()).count();
    double[] block = new double[100];

    for (int from = 0; from < table.rows(); from += block.length) {
      int until = Math.min(table.rows(), from + block.length);
      for (int column = 0; column < numbers; column++) {
        table.numbers(column, from, until, block);
        for (int row = from; row < until; row++) {
          assertThat(block[row - from]).isEqualTo(table.number(row, column));
        }
      }
    }
  }

  @Test
  void splitsAreCutLikeTheSharesSay() {
    assertThat(Splits.cut(17228, 0.2, 0.1, row -> false))
        .isEqualTo(new Splits(12059, 15505, 17228));
    assertThat(Splits.cut(10, 0.2, 0.1, row -> false)).isEqualTo(new Splits(7, 9, 10));
  }

  @Test
  void forecastRowsAreWhatTrainingRowsOfTheirOriginsWouldBe() {
    double[] y = Samples.load(600, 4);
    int horizon = 24;
    SeriesFeatures whole = features(grid(y));

    List<ForecastRows.Row> rows =
        ForecastRows.next(
            Samples.basic(),
            Samples.request("s"),
            new Observations(Samples.hours(500), Arrays.copyOf(y, 500), 0),
            new MemoryView(Samples.AS_OF),
            Samples.HOLIDAYS);

    assertThat(rows).hasSize(horizon);
    for (int ahead = 1; ahead <= horizon; ahead++) {
      ForecastRows.Row row = rows.get(ahead - 1);
      int origin = 499 + ahead - horizon;
      assertThat(row.targetTime().toEpochMilli()).isEqualTo(Samples.hours(600)[499 + ahead]);
      assertThat(row.origin().toEpochMilli()).isEqualTo(Samples.hours(600)[origin]);
      int column = 0;
      for (double value : row.features().values()) {
        assertThat(value).isEqualTo(whole.input(column++, origin));
      }
      for (double value : row.baselines().values()) {
        assertThat(value).isEqualTo(whole.input(column++, origin));
      }
    }
  }

  /** The steps of an origin: what a dataset with each step as its horizon has for it. */
  @Test
  void hasEveryStepUpToTheHorizonOfTheLastOrigin() {
    double[] y = Samples.load(600, 4);
    double[] known = Arrays.copyOf(y, 500);

    ForecastRows.PathRow path = path(known);

    assertThat(path.row())
        .isEqualTo(
            ForecastRows.next(
                    Samples.basic(),
                    Samples.request("s"),
                    new Observations(Samples.hours(500), known, 0),
                    new MemoryView(Samples.AS_OF),
                    Samples.HOLIDAYS)
                .getLast());
    assertThat(path.path()).hasSize(24);
    for (int step = 1; step <= 24; step++) {
      ForecastRows.Step one = path.path().get(step - 1);
      assertThat(one.targetTime().toEpochMilli()).isEqualTo(Samples.hours(600)[499 + step]);
      assertThat(one.baselines())
          .containsEntry("persistence", y[498])
          .containsEntry("seasonal_naive_24", y[499 + step - (step == 24 ? 48 : 24)])
          .containsEntry("seasonal_naive_168", y[499 + step - 168]);
    }
    assertThat(path.path().getLast().baselines()).isEqualTo(path.row().baselines());
  }

  @Test
  void knowsNothingOfTheOriginInItsPath() {
    double[] known = Arrays.copyOf(Samples.load(600, 4), 500);
    ForecastRows.PathRow before = path(known);

    known[499] += 1000;

    assertThat(path(known)).isEqualTo(before);
  }

  private static ForecastRows.PathRow path(double[] known) {
    return ForecastRows.path(
            Samples.basic(),
            Samples.request("s"),
            new Observations(Samples.hours(known.length), known, 0),
            new MemoryView(Samples.AS_OF),
            Samples.HOLIDAYS)
        .getFirst();
  }

  private static FeatureTable table(Observations observations) {
    var outcome =
        RULES.prepare(Samples.request("s"), Samples.basic(), Samples.view("s", observations));
    return ((Prepared) outcome).table();
  }

  private static SeriesFeatures features(Grid grid) {
    Columns columns =
        new Columns(Samples.basic().plan(Samples.HOUR, List.of()), 24, Samples.HOLIDAYS);
    return new SeriesFeatures("s", grid, columns, Covariates.NONE);
  }

  private static Grid grid(double[] values) {
    return Grid.of(
        new Observations(Samples.hours(values.length), values, 0), new Rhythm(Samples.HOUR, 0));
  }

  private static double number(FeatureTable table, int row, String column) {
    List<String> numeric =
        table.columns().stream().filter(c -> c.role().numeric()).map(Column::name).toList();
    return table.number(row, numeric.indexOf(column));
  }
}
