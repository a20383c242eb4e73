package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.Anchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.QuantileMatrix;
import java.util.Optional;

/** The target of a dataset in the form in which it is learnt. */
final class LearntTarget {
  /** A smaller anchor, as a share of the mean one, would blow a ratio up. */
  private static final double LEAST_SHARE = 0.05;

  private final Dataset dataset;
  private final Anchor anchor;
  private final TargetTransform transform;

  LearntTarget(Dataset dataset, Anchor anchor, TargetTransform transform) {
    this.dataset = dataset;
    this.anchor = anchor;
    this.transform = transform;
  }

  /** Whether the training and validation rows can be learnt in this form. */
  boolean isPossible() {
    if (transform != TargetTransform.RATIO) {
      return true;
    }
    Rows rows = dataset.splits().trainAndValidation();
    double sum = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int row = rows.from(); row < rows.to(); row++) {
      sum += anchor.value(row);
      least = Math.min(least, anchor.value(row));
    }
    return least > 0 && least >= LEAST_SHARE * sum / rows.count();
  }

  /** Rows to train on, as this loss needs them. */
  QuantileMatrix matrix(Rows rows, String loss, int maxBin) {
    var labels = new QuantileMatrix.Labels(labels(rows), weights(rows, loss));
    return QuantileMatrix.of(dataset, rows, labels, maxBin);
  }

  /** What trees are trained on. */
  float[] labels(Rows rows) {
    float[] labels = new float[rows.count()];
    for (int i = 0; i < labels.length; i++) {
      int row = rows.from() + i;
      labels[i] = (float) transform.learnt(dataset.target()[row], anchor.value(row));
    }
    return labels;
  }

  /** How much rows weigh, so that errors count as they do on the level; empty when all the same. */
  Optional<float[]> weights(Rows rows, String loss) {
    if (transform != TargetTransform.RATIO) {
      return Optional.empty();
    }
    boolean linear = loss.equals(HyperParameters.ABSOLUTE_ERROR);
    float[] weights = new float[rows.count()];
    for (int i = 0; i < weights.length; i++) {
      double size = Math.abs(anchor.value(rows.from() + i));
      weights[i] = (float) (linear ? size : size * size);
    }
    return Optional.of(weights);
  }

  /** Forecasts on the level. */
  double[] levels(float[][] predicted, Rows rows) {
    double[] levels = new double[rows.count()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = transform.level(predicted[i][0], anchor.value(rows.from() + i));
    }
    return levels;
  }
}
