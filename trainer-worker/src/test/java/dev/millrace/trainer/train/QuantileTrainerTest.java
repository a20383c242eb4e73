package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.model.QuantileModel;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuantileTrainerTest extends TrainerContract {
  private static final QuantileLevels FIVE =
      new QuantileLevels(List.of(0.025, 0.25, 0.5, 0.75, 0.975));

  @Override
  Trainer trainer() {
    return new QuantileTrainer();
  }

  @Override
  Map<String, Object> parameters(int steps) {
    return Map.of("n_estimators", (long) steps, "subsample", 0.8, "learning_rate", 0.2);
  }

  private Assignment finalFit(Map<String, Object> parameters, Fitting fitting) {
    return new Assignment(
        Kind.FINAL_FIT,
        parameters,
        1,
        Metric.PINBALL,
        StoppingRule.NONE,
        fitting,
        OptionalInt.empty());
  }

  private static Fitting fitting(Optional<TargetTransform> transform, QuantileLevels levels) {
    return new Fitting(3, true, transform, Optional.empty(), OptionalInt.empty(), levels);
  }

  private static Outcome.Fitted fit(Dataset data, Assignment assignment) {
    try (Trainer.Prepared prepared = new QuantileTrainer().prepare(data)) {
      return (Outcome.Fitted) prepared.train(assignment, new Notes());
    }
  }

  /** The example's load, the noisier the later it is in the day. */
  private static Dataset restless(int rows, long seed) {
    var random = new Random(seed);
    Dataset calm = ExampleData.dataset(rows, seed);
    double[] target = calm.target().clone();
    Arrays.setAll(
        target, row -> target[row] + (1 + calm.feature(4)[row]) / 2 * random.nextGaussian());
    return ExampleData.withTarget(calm, target);
  }

  private static double metric(Map<String, Double> metrics, String name) {
    return metrics.getOrDefault(name, Double.NaN);
  }

  @Test
  void searchesByThePinballLoss() {
    var searched =
        (Outcome.Searched)
            train(assignment(Kind.SEARCH, parameters(20), 1, Metric.PINBALL, StoppingRule.NONE));

    assertThat(searched.objective()).isEqualTo(searched.metrics().get("pinball"));
    assertThat(searched.curve().getFirst().value()).isGreaterThan(searched.objective());
    assertThat(searched.metrics()).containsKeys("mae", "rmse", "wape", "rounds", "model_bytes");
  }

  /** Deep trees learn the noise by heart, and think that they know more than they do. */
  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {3, 17, 2026})
  void calibrationBringsCoverageNearWhatIsPromised(long seed) {
    Map<String, Object> overfit =
        Map.of("n_estimators", 80L, "max_depth", 8L, "min_child_weight", 0L, "reg_lambda", 0L);
    Dataset data = restless(6000, seed);

    Map<String, Double> test = fit(data, finalFit(overfit, Fitting.DEFAULT)).testMetrics();

    // Both the test rows and the validation rows that calibrate are a sample.
    int tested = data.splits().test().count();
    int calibrating = data.splits().validation().count();
    double deviation = Math.sqrt(0.8 * 0.2 * (1.0 / tested + 1.0 / calibrating));
    assertThat(metric(test, "coverage_nominal")).isEqualTo(0.8);
    assertThat(metric(test, "coverage")).isCloseTo(0.8, within(4 * deviation));
    assertThat(metric(test, "coverage_uncalibrated")).isLessThan(0.7);
    assertThat(metric(test, "below_p10")).isCloseTo(0.1, within(4 * deviation));
    assertThat(metric(test, "below_p90")).isCloseTo(0.9, within(4 * deviation));
  }

  @Test
  void knowsWhenItKnowsLittle() {
    Dataset data = restless(6000, 5);
    Map<String, Object> shallow = Map.of("n_estimators", 80L, "max_depth", 3L);

    Outcome.Fitted fitted = fit(data, finalFit(shallow, Fitting.DEFAULT));

    try (QuantileModel model = QuantileModel.load(fitted.model().bytes())) {
      assertThat(meanWidth(model, data, 23)).isGreaterThan(3 * meanWidth(model, data, 0));
    }
    fitted
        .baselines()
        .values()
        .forEach(
            baseline -> assertThat(metric(baseline, "pinball")).isGreaterThan(fitted.objective()));
  }

  private static double meanWidth(QuantileModel model, Dataset data, int hour) {
    Rows test = data.splits().test();
    double sum = 0;
    int rows = 0;
    for (int row = test.from(); row < test.to(); row++) {
      if (data.feature(4)[row] == hour) {
        double[] quantiles = predict(model, data, row);
        sum += quantiles[quantiles.length - 1] - quantiles[0];
        rows++;
      }
    }
    return sum / rows;
  }

  private static double[] predict(QuantileModel model, Dataset data, int row) {
    Rows one = new Rows(row, row + 1);
    return model.predict(data.featuresByRow(one), ExampleData.baselines(data, row));
  }

  @ParameterizedTest
  @EnumSource(TargetTransform.class)
  void savesAModelWhoseQuantilesRiseAndAreThoseThatWereJudged(TargetTransform transform) {
    Fitting fitting = fitting(Optional.of(transform), FIVE);

    Outcome.Fitted fitted = fit(dataset, finalFit(parameters(30), fitting));

    Rows test = dataset.splits().test();
    int within = 0;
    double absoluteErrors = 0;
    try (QuantileModel model = QuantileModel.load(fitted.model().bytes())) {
      assertThat(model.features()).isEqualTo(ExampleData.FEATURES);
      assertThat(model.target()).isEqualTo("load_kw");
      assertThat(model.horizon()).isEqualTo(24);
      assertThat(model.calibration().levels()).isEqualTo(FIVE);
      for (int row = test.from(); row < test.to(); row++) {
        double[] quantiles = predict(model, dataset, row);
        double actual = dataset.target()[row];
        assertThat(quantiles).hasSize(5).isSorted();
        within += quantiles[0] <= actual && actual <= quantiles[4] ? 1 : 0;
        absoluteErrors += Math.abs(quantiles[2] - actual);
      }
    }
    assertThat(fitted.testMetrics())
        .containsEntry("coverage", (double) within / test.count())
        .containsEntry("coverage_nominal", 0.95)
        .containsKeys("pinball_p2_5", "below_p75", "interval_width");
    assertThat(metric(fitted.testMetrics(), "mae"))
        .isCloseTo(absoluteErrors / test.count(), within(1e-9));
  }

  @Test
  void theMeanPinballLossIsThatOfItsQuantiles() {
    Map<String, Double> test =
        fit(dataset, finalFit(parameters(15), Fitting.DEFAULT)).testMetrics();

    double sum =
        metric(test, "pinball_p10") + metric(test, "pinball_p50") + metric(test, "pinball_p90");
    assertThat(metric(test, "pinball")).isCloseTo(sum / 3, within(1e-12));
    assertThat(metric(test, "pinball_p50")).isCloseTo(metric(test, "mae") / 2, within(1e-12));
  }

  @Test
  void fitsTheSameModelOfTheSameRows() {
    Assignment assignment = finalFit(parameters(15), fitting(Optional.empty(), FIVE));

    assertThat(fitted(fit(dataset, assignment))).isEqualTo(fitted(fit(dataset, assignment)));
  }

  @Test
  void isNotTakenForAForecastOfPoints() {
    byte[] quantiles = fitted(fit(dataset, finalFit(parameters(3), Fitting.DEFAULT)));

    assertThatThrownBy(() -> ForecastModel.load(quantiles))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("millrace.format must be 2, got 3");
    byte[] points;
    try (Trainer.Prepared forecast = new ForecastTrainer().prepare(dataset)) {
      points = fitted(forecast.train(assignment(Kind.FINAL_FIT, parameters(3), 1), new Notes()));
    }
    assertThatThrownBy(() -> QuantileModel.load(points))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("millrace.format must be 3, got 2");
  }

  @Test
  void refusesAnotherLoss() {
    Map<String, Object> parameters = new HashMap<>(parameters(3));
    parameters.put("objective", "reg:squarederror");

    assertThatThrownBy(() -> train(assignment(Kind.SEARCH, parameters, 1)))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageStartingWith("hyperparameter objective must be left away");
    assertThatThrownBy(
            () -> fit(dataset, finalFit(parameters(3), Fitting.DEFAULT.with(Loss.ABSOLUTE_ERROR))))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageStartingWith("training.loss must be auto");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 150})
  void makesDoWithFewRows(int rows) {
    Fitting plain = new Fitting(3, false, Optional.empty(), Optional.empty(), OptionalInt.empty());

    assertThat(fit(ExampleData.dataset(rows, 3), finalFit(parameters(5), plain)).testMetrics())
        .containsKeys("pinball", "coverage");
  }
}
