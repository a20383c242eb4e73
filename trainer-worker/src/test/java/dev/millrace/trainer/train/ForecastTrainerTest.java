package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ForecastTrainerTest extends TrainerContract {
  @Override
  Trainer trainer() {
    return new ForecastTrainer();
  }

  @Override
  Map<String, Object> parameters(int steps) {
    return Map.of("n_estimators", (long) steps, "subsample", 0.8, "learning_rate", 0.2);
  }

  @Test
  void beatsTheNaiveForecasts() {
    var fitted = (Outcome.Fitted) train(assignment(Kind.FINAL_FIT, parameters(60), 1));

    for (String naive : ExampleData.BASELINES) {
      assertThat(fitted.baselines().getOrDefault(naive, Map.of()).getOrDefault("mae", Double.NaN))
          .isGreaterThan(fitted.objective());
    }
  }

  @Test
  void savesAModelThatForecastsByItself() {
    var fitted = (Outcome.Fitted) train(assignment(Kind.FINAL_FIT, parameters(15), 1));

    Rows test = dataset.splits().test();
    double[] forecast = new double[test.count()];
    try (ForecastModel model = ForecastModel.load(fitted.model().bytes())) {
      assertThat(model.features()).isEqualTo(ExampleData.FEATURES);
      assertThat(model.target()).isEqualTo("load_kw");
      assertThat(model.horizon()).isEqualTo(24);
      for (int i = 0; i < forecast.length; i++) {
        int row = test.from() + i;
        float[] features = dataset.featuresByRow(new Rows(row, row + 1));
        forecast[i] = model.predict(features, ExampleData.baselines(dataset, row));
      }
    }

    assertThat(Scores.on(dataset, test).of(Metric.MAE, Forecast.ofPoints(forecast)))
        .isCloseTo(fitted.objective(), within(1e-9));
  }

  @Test
  void refusesToForecastFromTheWrongInputs() {
    byte[] model = fitted(train(assignment(Kind.FINAL_FIT, parameters(3), 1)));

    try (ForecastModel loaded = ForecastModel.load(model)) {
      assertThatThrownBy(() -> loaded.predict(new float[2], Map.of(loaded.anchor(), 1.0)))
          .hasMessage("a row must have 6 features, got 2");
      assertThatThrownBy(() -> loaded.predict(new float[6], Map.of("tea_leaves", 1.0)))
          .hasMessageStartingWith("baselines must hold " + loaded.anchor());
    }
    assertThatThrownBy(() -> ForecastModel.load(Arrays.copyOf(model, 100)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void failsWithTheWordsOfXGBoost() {
    Map<String, Object> parameters = Map.of("n_estimators", 3L, "subsample", 7.0);

    assertThatThrownBy(() -> train(assignment(Kind.SEARCH, parameters, 1)))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageStartingWith("XGBoost: ")
        .hasMessageContaining("subsample")
        .hasMessageNotContaining("Stack trace");
  }

  @Test
  void failsOnAValueOfTheWrongType() {
    Map<String, Object> parameters = Map.of("n_estimators", 3L, "max_depth", "deep");

    assertThatThrownBy(() -> train(assignment(Kind.SEARCH, parameters, 1)))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("max_depth");
  }

  @Test
  void sharesOneMatrixForEachNumberOfBins() {
    for (long maxBin : new long[] {16, 256, 16}) {
      var outcome =
          train(assignment(Kind.SEARCH, Map.of("n_estimators", 3L, "max_bin", maxBin), 1));
      assertThat(outcome).isInstanceOf(Outcome.Searched.class);
    }
  }

  @Test
  void isFoundByItsModelType() {
    assertThat(Trainers.all().forType("forecast")).isInstanceOf(ForecastTrainer.class);
    assertThat(Trainers.all().libraryVersions()).containsKey("xgboost");
    assertThatThrownBy(() -> Trainers.all().forType("oracle"))
        .isInstanceOf(TrainingFailed.class)
        .hasMessage(
            "model type must be one of [anomaly, forecast, quantile_forecast], got 'oracle'");
  }
}
