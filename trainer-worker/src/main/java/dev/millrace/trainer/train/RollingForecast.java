package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.SavedTrees;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import ml.dmlc.xgboost4j.java.DMatrix;

/** What models say of rows that they had not seen. */
final class RollingForecast {
  /** Of a row that nobody forecast. */
  private static final float[] NOTHING = {};

  private final Dataset dataset;
  private final LearntTarget target;
  private final HyperParameters parameters;
  private final int rounds;
  private final float[][] outputs;
  private long nanos;
  private int steps;

  /** By models of so many rounds. */
  RollingForecast(Dataset dataset, LearntTarget target, HyperParameters parameters, int rounds) {
    this.dataset = dataset;
    this.target = target;
    this.parameters = parameters;
    this.rounds = rounds;
    this.outputs = new float[dataset.splits().rows()][];
    Arrays.fill(outputs, NOTHING);
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
    DMatrix judged = Boosting.rowsToPredict(dataset, fold.judged());
    try (var matrix = target.matrix(fold.train(), parameters.maxBin());
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
    System.arraycopy(predicted, 0, outputs, fold.judged().from(), predicted.length);
  }

  /** On the level, by row; NaN for rows that nobody forecast. */
  double[] points() {
    double[] points = new double[outputs.length];
    for (int row = 0; row < points.length; row++) {
      points[row] = outputs[row].length == 0 ? Double.NaN : target.level(outputs[row][0], 0, row);
    }
    return points;
  }

  /** What the trees say of these rows, which were forecast. */
  float[][] outputs(Rows rows) {
    return Arrays.copyOfRange(outputs, rows.from(), rows.to());
  }

  LearntTarget target() {
    return target;
  }

  int steps() {
    return steps;
  }

  long nanos() {
    return nanos;
  }
}
