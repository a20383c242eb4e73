package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Baselines;
import dev.millrace.trainer.baseline.QuantileBaselines;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.metric.QuantileScores;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.model.QuantileModel;
import dev.millrace.trainer.quantile.Calibration;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.SavedTrees;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A dataset ready to learn quantiles of. The search is that of the forecast with another loss. The
 * final fit trains the models of the folds once more, with its own parameters and rounds, and
 * calibrates by what they say of rows that they had not seen.
 */
final class PreparedQuantiles implements Trainer.Prepared {
  private final Dataset dataset;
  private final PreparedForecast forecast;

  PreparedQuantiles(Dataset dataset) {
    this.dataset = dataset;
    this.forecast =
        new PreparedForecast(
            dataset, fitting -> new TestRows(fitting.quantiles()).baselines(fitting.embargo()));
  }

  @Override
  public Outcome train(Assignment assignment, Watch watch, Keeper keeper) {
    if (assignment.parameters().containsKey("objective")) {
      throw new TrainingFailed(
          "hyperparameter objective must be left away: quantiles have the pinball loss");
    }
    if (assignment.fitting().loss().isPresent()) {
      throw new TrainingFailed("training.loss must be auto: quantiles have the pinball loss");
    }
    Assignment pinball = assignment.with(Loss.pinball(assignment.fitting().quantiles()));
    return switch (forecast.train(pinball, watch, keeper)) {
      case Outcome.Fitted fitted -> calibrate(pinball, fitted, watch);
      case Outcome other -> other;
    };
  }

  private Outcome calibrate(Assignment assignment, Outcome.Fitted fitted, Watch watch) {
    Fitting fitting = assignment.fitting();
    List<Fold> folds = Fold.ofValidation(dataset, fitting.folds(), fitting.embargo());
    var rolling = forecast.rolling(assignment, fitted.steps());
    Optional<String> cancelled = rolling.run(folds, watch);
    long nanos = fitted.trainNanos() + rolling.nanos();
    if (cancelled.isPresent()) {
      return new Outcome.Cancelled(cancelled.get(), fitted.steps() + rolling.steps(), nanos);
    }
    try (SavedTrees trees = SavedTrees.load(fitted.model().bytes())) {
      rolling.run(Fold.ofTest(dataset, fitting.embargo()), trees);
      Calibration calibration = calibration(rolling, folds, fitting.quantiles());
      Rows rows = dataset.splits().test();
      Forecast plain = rolling.target().forecast(rolling.outputs(rows), rows);
      Forecast calibrated = rolling.target().forecast(rolling.outputs(rows), rows, calibration);
      var test = new TestRows(fitting.quantiles());
      return new Outcome.Fitted(
          new Model(trees.save(QuantileModel.attributes(calibration))),
          test.objective(assignment.objective(), calibrated),
          test.metrics(plain, calibrated),
          fitted.baselines(),
          fitted.steps(),
          nanos);
    }
  }

  private static Calibration calibration(
      RollingForecast rolling, List<Fold> folds, QuantileLevels levels) {
    List<float[]> outputs = new ArrayList<>();
    List<Double> learnt = new ArrayList<>();
    for (Fold fold : folds) {
      outputs.addAll(Arrays.asList(rolling.outputs(fold.judged())));
      for (int row = fold.judged().from(); row < fold.judged().to(); row++) {
        learnt.add(rolling.target().learnt(0, row));
      }
    }
    return Calibration.of(
        levels, outputs, learnt.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** What quantiles are worth on the test rows. */
  private final class TestRows {
    private final QuantileLevels levels;
    private final Scores scores;
    private final QuantileScores quantiles;

    TestRows(QuantileLevels levels) {
      Rows test = dataset.splits().test();
      this.levels = levels;
      this.scores = Scores.on(dataset, test);
      this.quantiles = new QuantileScores(dataset.target(test));
    }

    double objective(Metric metric, Forecast calibrated) {
      return Objectives.finite(metric, scores.of(metric, calibrated));
    }

    Map<String, Double> metrics(Forecast plain, Forecast calibrated) {
      Map<String, Double> metrics = all(calibrated);
      metrics.put("coverage_uncalibrated", quantiles.coverage(levels, plain));
      return metrics;
    }

    Map<String, Map<String, Double>> baselines(boolean embargo) {
      Fold fold = Fold.ofTest(dataset, embargo);
      Map<String, Map<String, Double>> metrics = new TreeMap<>();
      Baselines.forecasts(dataset)
          .forEach(
              (name, points) ->
                  metrics.put(name, all(QuantileBaselines.of(dataset, points, fold, levels))));
      return metrics;
    }

    private Map<String, Double> all(Forecast forecast) {
      Map<String, Double> metrics = new TreeMap<>(scores.all(forecast));
      metrics.putAll(quantiles.of(levels, forecast));
      return metrics;
    }
  }

  @Override
  public void close() {
    forecast.close();
  }
}
