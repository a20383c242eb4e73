package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.model.PathModel;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Loss;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every step from 1 to the horizon, by one model. */
class PathTrainerTest extends TrainerContract {
  private final Dataset path = dataset.path();

  @Override
  Trainer trainer() {
    return new ForecastTrainer();
  }

  @Override
  Map<String, Object> parameters(int steps) {
    return Map.of(
        "n_estimators", (long) steps, "subsample", 0.8, "learning_rate", 0.2, "max_depth", 3L);
  }

  @Override
  protected Assignment assignment(
      Kind kind, Map<String, Object> parameters, long seed, Metric objective, StoppingRule rule) {
    Assignment plain = super.assignment(kind, parameters, seed, objective, rule);
    return of(plain, ofPath(plain.fitting()));
  }

  /** The same of every step up to the horizon. */
  static Fitting ofPath(Fitting plain) {
    return new Fitting(
        plain.folds(),
        plain.embargo(),
        plain.transform(),
        plain.loss(),
        plain.patience(),
        plain.quantiles(),
        true);
  }

  private static Assignment of(Assignment plain, Fitting fitting) {
    return new Assignment(
        plain.kind(),
        plain.parameters(),
        plain.seed(),
        plain.objective(),
        plain.stoppingRule(),
        fitting,
        plain.rounds());
  }

  private double[] predict(PathModel model, int row) {
    List<Map<String, Double>> baselines = new ArrayList<>();
    Rows one = new Rows(row, row + 1);
    for (int step = 0; step < path.steps(); step++) {
      Map<String, Double> ofStep = new TreeMap<>();
      for (String name : ExampleData.BASELINES) {
        ofStep.put(name, path.baseline(name, step, one)[0]);
      }
      baselines.add(ofStep);
    }
    return model.predict(path.featuresByRow(one), baselines);
  }

  @Test
  void savesAModelThatForecastsEveryStepByItself() {
    var fitted = (Outcome.Fitted) train(assignment(Kind.FINAL_FIT, parameters(20), 1));
    Rows test = path.splits().test();
    double[][] columns = new double[24][test.count()];

    try (PathModel model = PathModel.load(fitted.model().bytes())) {
      assertThat(model.features()).isEqualTo(ExampleData.FEATURES);
      assertThat(model.target()).isEqualTo("load_kw");
      assertThat(model.horizon()).isEqualTo(24);
      for (int i = 0; i < test.count(); i++) {
        double[] steps = predict(model, test.from() + i);
        for (int step = 0; step < 24; step++) {
          columns[step][i] = steps[step];
        }
      }
      assertThatThrownBy(() -> model.predict(new float[6], List.of()))
          .hasMessage("baselines of 24 steps are needed, got 0");
    }

    Map<String, Double> scores = Scores.on(path, test).all(Forecast.ofSteps(columns));
    assertThat(scores.keySet()).isEqualTo(fitted.testMetrics().keySet());
    scores.forEach(
        (name, value) ->
            assertThat(fitted.testMetrics().getOrDefault(name, Double.NaN))
                .as(name)
                .isCloseTo(value, within(1e-9)));
  }

  /** A reader of the horizon's value would take the first step for it. */
  @Test
  void isNotTakenForAModelOfTheHorizon() {
    byte[] model = fitted(train(assignment(Kind.FINAL_FIT, parameters(3), 1)));
    byte[] plain =
        fitted(
            train(
                super.assignment(Kind.FINAL_FIT, parameters(3), 1, Metric.MAE, StoppingRule.NONE)));

    assertThatThrownBy(() -> ForecastModel.load(model)).hasMessageContaining("got 4");
    assertThatThrownBy(() -> PathModel.load(plain)).hasMessageContaining("must be 4, got 2");
  }

  @Test
  void isJudgedByTheMeanOfAllStepsAsTheNaiveForecastsAre() {
    var fitted = (Outcome.Fitted) train(assignment(Kind.FINAL_FIT, parameters(60), 1));

    assertThat(fitted.objective()).isEqualTo(fitted.testMetrics().get("mae"));
    assertThat(fitted.objective())
        .isCloseTo(
            IntStream.rangeClosed(1, 24)
                .mapToDouble(step -> fitted.testMetrics().getOrDefault("mae_step_" + step, -1.0))
                .average()
                .orElse(-1),
            within(1e-12));
    assertThat(fitted.baselines())
        .containsOnlyKeys("persistence", "seasonal_naive_24", "seasonal_naive_168", "ridge");
    fitted
        .baselines()
        .forEach(
            (name, metrics) -> {
              assertThat(metrics.keySet()).isEqualTo(fitted.testMetrics().keySet());
              assertThat(metrics.getOrDefault("mae", 0.0))
                  .as(name)
                  .isGreaterThan(fitted.objective());
            });
    assertThat(fitted.remark())
        .hasValueSatisfying(what -> assertThat(what).startsWith("191 of 2500 rows left out"));
  }

  /** In its last step a naive forecast is what a job of the horizon compares with. */
  @Test
  void comparesItsLastStepWithWhatTheHorizonIsComparedWith() {
    var steps = (Outcome.Fitted) train(assignment(Kind.FINAL_FIT, parameters(3), 1));
    var plain =
        (Outcome.Fitted)
            train(
                super.assignment(Kind.FINAL_FIT, parameters(3), 1, Metric.MAE, StoppingRule.NONE));

    assertThat(path.splits().test().count()).isEqualTo(dataset.splits().test().count());
    for (String naive : ExampleData.BASELINES) {
      assertThat(steps.baselines().getOrDefault(naive, Map.of()).get("mae_step_24"))
          .isEqualTo(plain.baselines().getOrDefault(naive, Map.of()).get("mae"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "LEVEL,squared_error",
    "DIFFERENCE,absolute_error",
    "RATIO,squared_error",
    "RATIO,absolute_error",
    "DIFFERENCE,pseudo_huber"
  })
  void learnsEveryForm(TargetTransform transform, String loss) {
    Fitting fitting =
        ofPath(
            new Fitting(
                1, true, Optional.of(transform), Optional.of(Loss.named(loss)), OptionalInt.of(0)));
    Assignment plain = assignment(Kind.SEARCH, parameters(30), 1);
    double persistence =
        Scores.on(path, path.splits().validation())
            .of(
                Metric.MAE,
                Forecast.ofSteps(
                    IntStream.range(0, 24)
                        .mapToObj(
                            step -> path.baseline("persistence", step, path.splits().validation()))
                        .toArray(double[][]::new)));

    var searched = (Outcome.Searched) train(of(plain, fitting));

    assertThat(searched.objective()).isPositive().isLessThan(0.7 * persistence);
  }
}
