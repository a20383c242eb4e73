package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Anchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Quantiles;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.quantile.Calibration;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.QuantileMatrix;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalDouble;

/** The target of a dataset in the form in which it is learnt. */
final class LearntTarget {
  /** A smaller anchor, as a share of the mean one, would blow a ratio up. */
  private static final double LEAST_SHARE = 0.05;

  private final Dataset dataset;
  private final Anchor anchor;
  private final TargetTransform transform;
  private final Loss loss;
  private final OptionalDouble floor;

  /** Of which no forecast is too low. */
  LearntTarget(Dataset dataset, Anchor anchor, Recipe recipe) {
    this(dataset, anchor, recipe, OptionalDouble.empty());
  }

  /**
   * Of which no forecast is below the floor.
   *
   * @param floor on the level
   */
  LearntTarget(Dataset dataset, Anchor anchor, Recipe recipe, OptionalDouble floor) {
    this.dataset = dataset;
    this.anchor = anchor;
    this.transform = recipe.transform();
    this.loss = recipe.loss();
    this.floor = floor;
  }

  /** Whether the training and validation rows can be learnt in this form. */
  boolean isPossible() {
    if (transform != TargetTransform.RATIO) {
      return true;
    }
    Rows rows = dataset.splits().trainAndValidation();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int step = 0; step < dataset.steps(); step++) {
      for (int row = rows.from(); row < rows.to(); row++) {
        sum += anchor.value(step, row);
        least = Math.min(least, anchor.value(step, row));
      }
    }
    return least > 0 && least >= LEAST_SHARE * sum / rows.count() / dataset.steps();
  }

  /** Rows to train on, as the loss needs them. */
  QuantileMatrix matrix(Rows rows, int maxBin) {
    return matrix(rows, rows, maxBin);
  }

  /**
   * Some of the rows that are trained on.
   *
   * @param all that are, here and elsewhere
   */
  QuantileMatrix matrix(Rows rows, Rows all, int maxBin) {
    var labels =
        new QuantileMatrix.Labels(labels(rows), dataset.steps(), weights(rows), beginning(all));
    return QuantileMatrix.of(dataset, rows, labels, maxBin);
  }

  /**
   * The medians, where absolute errors count: what XGBoost 3.4 estimates for these is far above the
   * median when few values are large, and it takes many rounds to come down. For other losses it
   * finds the best constant itself.
   */
  private Optional<float[]> beginning(Rows rows) {
    if (!loss.equals(Loss.ABSOLUTE_ERROR)) {
      return Optional.empty();
    }
    float[] medians = new float[dataset.steps()];
    for (int step = 0; step < medians.length; step++) {
      medians[step] = (float) median(step, rows);
    }
    return Optional.of(medians);
  }

  private double median(int step, Rows rows) {
    double[] values = new double[rows.count()];
    Arrays.setAll(values, i -> learnt(step, rows.from() + i));
    if (transform != TargetTransform.RATIO) {
      return Quantiles.median(values);
    }
    double[] weights = new double[values.length];
    Arrays.setAll(weights, i -> weight(rows.from() + i));
    return Quantiles.weightedMedian(values, weights);
  }

  /** What trees are trained on, row after row. */
  float[] labels(Rows rows) {
    float[] labels = new float[Math.multiplyExact(rows.count(), dataset.steps())];
    int at = 0;
    for (int row = rows.from(); row < rows.to(); row++) {
      for (int step = 0; step < dataset.steps(); step++) {
        labels[at++] = (float) learnt(step, row);
      }
    }
    return labels;
  }

  /** What trees should say of a row. */
  double learnt(int step, int row) {
    return transform.learnt(dataset.target(step, row), anchor.value(step, row));
  }

  /**
   * How much rows weigh, so that errors count as they do on the level, those of several steps on
   * average; empty when all the same.
   */
  Optional<float[]> weights(Rows rows) {
    if (transform != TargetTransform.RATIO) {
      return Optional.empty();
    }
    float[] weights = new float[rows.count()];
    for (int i = 0; i < weights.length; i++) {
      weights[i] = (float) weight(rows.from() + i);
    }
    return Optional.of(weights);
  }

  private double weight(int row) {
    double sum = 0;
    for (int step = 0; step < dataset.steps(); step++) {
      double size = Math.abs(anchor.value(step, row));
      sum += loss.isLinear() ? size : size * size;
    }
    return sum / dataset.steps();
  }

  /** Forecasts on the level: points of every step, or quantiles as the trees say them. */
  Forecast forecast(float[][] predicted, Rows rows) {
    return loss.quantiles()
        .map(levels -> forecast(predicted, rows, Calibration.none(levels)))
        .orElseGet(() -> Forecast.ofSteps(points(predicted, rows)));
  }

  private double[][] points(float[][] predicted, Rows rows) {
    double[][] points = new double[dataset.steps()][rows.count()];
    for (int step = 0; step < points.length; step++) {
      for (int i = 0; i < rows.count(); i++) {
        points[step][i] = level(predicted[i][step], step, rows.from() + i);
      }
    }
    return points;
  }

  /** Calibrated quantiles on the level. */
  Forecast forecast(float[][] predicted, Rows rows, Calibration calibration) {
    double[][] columns = new double[calibration.levels().count()][rows.count()];
    for (int i = 0; i < rows.count(); i++) {
      int row = rows.from() + i;
      double[] quantiles = calibration.quantiles(predicted[i], value -> level(value, 0, row));
      for (int k = 0; k < columns.length; k++) {
        columns[k][i] = quantiles[k];
      }
    }
    return Forecast.ofQuantiles(calibration.levels(), columns);
  }

  /** What a prediction for a step of a row stands for. */
  double level(double predicted, int step, int row) {
    double level = transform.level(predicted, anchor.value(step, row));
    return floor.isPresent() ? Math.max(floor.getAsDouble(), level) : level;
  }
}
