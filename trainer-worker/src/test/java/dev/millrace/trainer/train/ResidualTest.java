package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.model.PathModel;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Loss;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Models whose trees learn what a linear forecast leaves. */
class ResidualTest {
  private static final Map<String, Object> SMALL =
      Map.of("n_estimators", 20L, "learning_rate", 0.1, "max_depth", 3L);

  /** Follows the weather and the load before, and nothing else. */
  private final Dataset linear = warmed(60);

  private static Dataset warmed(double by) {
    Dataset loads = ExampleData.dataset(1500, 11);
    double[] target = new double[1500];
    Arrays.setAll(
        target, row -> by + 4.0 * loads.feature(2)[row] + 0.2 * (loads.feature(0)[row] - 100));
    return ExampleData.withTarget(loads, target);
  }

  @Test
  void areChosenWhereALinearForecastIsGood() {
    assertThat(transform(linear, Metric.MAE, Optional.empty())).isEqualTo(TargetTransform.RESIDUAL);
  }

  @Test
  void areOfAbsoluteErrorsAlone() {
    assertThat(transform(linear, Metric.RMSE, Optional.empty()))
        .isNotEqualTo(TargetTransform.RESIDUAL);
    assertThat(transform(linear, Metric.MAE, Optional.of(Loss.SQUARED_ERROR)))
        .isNotEqualTo(TargetTransform.RESIDUAL);
  }

  @Test
  void areOfOneStep() {
    Fitting path =
        new Fitting(
            1,
            true,
            Optional.empty(),
            Optional.empty(),
            OptionalInt.of(0),
            QuantileLevels.DEFAULT,
            true);
    try (Trainer.Prepared prepared = new ForecastTrainer().prepare(linear)) {
      var notes = new TrainerContract.Notes();
      var fitted =
          (Outcome.Fitted) prepared.train(assignment(Kind.FINAL_FIT, Metric.MAE, path), notes);

      try (PathModel model = PathModel.load(fitted.model().bytes())) {
        assertThat(ExampleData.BASELINES).contains(model.anchor());
      }
    }
  }

  @Test
  void forecastByThemselvesWhatTheyWereJudgedBy() {
    Outcome.Fitted fitted = fitted(linear, Metric.MAE, Optional.empty());
    Rows test = linear.splits().test();
    double[] forecast = new double[test.count()];

    try (ForecastModel model = ForecastModel.load(fitted.model().bytes())) {
      assertThat(model.transform()).isEqualTo(TargetTransform.RESIDUAL);
      assertThat(model.canForecastFrom(Map.of())).isTrue();
      for (int i = 0; i < forecast.length; i++) {
        int row = test.from() + i;
        forecast[i] = model.predict(linear.featuresByRow(new Rows(row, row + 1)), Map.of());
      }
    }

    assertThat(Scores.on(linear, test).of(Metric.MAE, Forecast.ofPoints(forecast)))
        .isCloseTo(fitted.objective(), within(1e-9));
  }

  @Test
  void areTheSameForTheSameRowsWhoeverTrainsThem() {
    byte[] one = fitted(linear, Metric.WAPE, Optional.empty()).model().bytes();
    byte[] other = fitted(warmed(60), Metric.WAPE, Optional.empty()).model().bytes();

    assertThat(other).isEqualTo(one);
  }

  @Test
  void forecastNothingNegativeOfWhatNeverWas() {
    double[] warm = warmed(30).target().clone();
    Arrays.setAll(warm, row -> Math.max(0, warm[row]));
    Dataset selling = ExampleData.withTarget(linear, warm);
    double[] lowest = {Double.POSITIVE_INFINITY};

    try (ForecastModel model =
        ForecastModel.load(fitted(selling, Metric.MAE, Optional.empty()).model().bytes())) {
      assertThat(model.transform()).isEqualTo(TargetTransform.RESIDUAL);
      for (int row = 0; row < selling.splits().rows(); row++) {
        float[] features = selling.featuresByRow(new Rows(row, row + 1));
        lowest[0] = Math.min(lowest[0], model.predict(features, Map.of()));
      }
    }

    assertThat(lowest[0]).isZero();
  }

  private static TargetTransform transform(Dataset dataset, Metric metric, Optional<Loss> loss) {
    try (ForecastModel model = ForecastModel.load(fitted(dataset, metric, loss).model().bytes())) {
      return model.transform();
    }
  }

  private static Outcome.Fitted fitted(Dataset dataset, Metric metric, Optional<Loss> loss) {
    Fitting fitting = new Fitting(2, true, Optional.empty(), loss, OptionalInt.of(0));
    try (Trainer.Prepared prepared = new ForecastTrainer().prepare(dataset)) {
      return (Outcome.Fitted)
          prepared.train(assignment(Kind.FINAL_FIT, metric, fitting), new TrainerContract.Notes());
    }
  }

  private static Assignment assignment(Kind kind, Metric metric, Fitting fitting) {
    return new Assignment(kind, SMALL, 1, metric, StoppingRule.NONE, fitting, OptionalInt.empty());
  }
}
