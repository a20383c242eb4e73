package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Scores;
import dev.millrace.trainer.xgboost.Boosting;
import ml.dmlc.xgboost4j.java.DMatrix;

/** Rows that models are judged by, ready to predict; shared by all trials, never written to. */
record Judged(Rows rows, DMatrix matrix, Scores scores) implements AutoCloseable {
  static Judged of(Dataset dataset, Rows rows) {
    return new Judged(rows, Boosting.rowsToPredict(dataset, rows), Scores.on(dataset, rows));
  }

  @Override
  public void close() {
    matrix.dispose();
  }
}
