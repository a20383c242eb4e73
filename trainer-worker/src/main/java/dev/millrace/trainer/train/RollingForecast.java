package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Anchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.SavedTrees;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;

/** Forecasts of rows by models that had not seen them; NaN for rows that nobody forecast. */
final class RollingForecast {
  private final Dataset dataset;
  private final LearntTarget target;
  private final HyperParameters parameters;
  private final int rounds;
  private final double[] forecast;
  private long nanos;
  private int steps;

  RollingForecast(
      Dataset dataset, TargetTransform transform, HyperParameters parameters, int rounds) {
    this.dataset = dataset;
    this.target = new LearntTarget(dataset, Anchor.of(dataset), transform);
    this.parameters = parameters;
    this.rounds = rounds;
    this.forecast = new double[dataset.splits().rows()];
    Arrays.fill(forecast, Double.NaN);
  }

  /** Fits a model for every fold; says why it did not, when it was told to stop. */
  Optional<String> run(List<Fold> folds, Watch watch) {
    for (Fold fold : folds) {
      Optional<String> cancelled = run(fold, watch);
      if (cancelled.isPresent()) {
        return cancelled;
      }
    }
    return Optional.empty();
  }

  private Optional<String> run(Fold fold, Watch watch) {
    String loss = parameters.givenLoss().orElseThrow();
    DMatrix judged = Boosting.rowsToPredict(dataset, fold.judged());
    try (var matrix = target.matrix(fold.train(), loss, parameters.maxBin());
        var boosting = new Boosting(parameters, matrix, judged)) {
      Optional<String> cancelled = Growth.grow(boosting, rounds, watch, Keeper.NONE);
      if (cancelled.isPresent()) {
        return cancelled;
      }
      put(boosting.predict(judged), fold);
      steps += boosting.rounds();
      nanos += boosting.nanos();
      return Optional.empty();
    } finally {
      judged.dispose();
    }
  }

  /** Puts in the forecasts of a model that is there already. */
  void run(Fold fold, SavedTrees model) {
    DMatrix judged = Boosting.rowsToPredict(dataset, fold.judged());
    try {
      put(model.predict(judged), fold);
    } finally {
      judged.dispose();
    }
  }

  private void put(float[][] predicted, Fold fold) {
    double[] levels = target.levels(predicted, fold.judged());
    System.arraycopy(levels, 0, forecast, fold.judged().from(), levels.length);
  }

  /** On the level, by row. */
  double[] forecast() {
    return forecast;
  }

  int steps() {
    return steps;
  }

  long nanos() {
    return nanos;
  }
}
