package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.xgboost.TrainingFailed;

/** Values of objectives. */
final class Objectives {
  private Objectives() {}

  /** The value; a trial without one has failed. */
  static double finite(Metric metric, double value) {
    if (!Double.isFinite(value)) {
      throw new TrainingFailed(
          "objective %s is %s: the model diverged, or the metric is undefined on these rows"
              .formatted(metric.label(), value));
    }
    return value;
  }
}
