package dev.millrace.trainer.train;

import dev.millrace.trainer.data.SharedCache;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.QuantileMatrix;

/** A trial's model of one fold while it is trained. */
final class FoldRun implements AutoCloseable {
  private final SharedCache<?, QuantileMatrix>.Lease matrix;
  private final SharedCache<?, Judged>.Lease judged;
  private final LearntTarget target;
  private final Boosting boosting;

  /** Takes both leases over, or the second one only when it fails. */
  FoldRun(
      HyperParameters parameters,
      SharedCache<?, QuantileMatrix>.Lease matrix,
      SharedCache<?, Judged>.Lease judged,
      LearntTarget target) {
    this.target = target;
    this.matrix = matrix;
    this.judged = judged;
    try {
      this.boosting = new Boosting(parameters, matrix.value(), judged.value().matrix());
    } catch (RuntimeException | Error e) {
      judged.close();
      throw e;
    }
  }

  Boosting boosting() {
    return boosting;
  }

  Judged judged() {
    return judged.value();
  }

  /** Forecasts of the judged rows by the trees so far. */
  Forecast forecast() {
    return target.forecast(boosting.predict(judged().matrix()), judged().rows());
  }

  @Override
  public void close() {
    boosting.close();
    matrix.close();
    judged.close();
  }
}
