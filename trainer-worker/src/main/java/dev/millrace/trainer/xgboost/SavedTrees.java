package dev.millrace.trainer.xgboost;

import java.io.IOException;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** A model that is trained already, to predict with and to write more attributes into. */
public final class SavedTrees implements AutoCloseable {
  private final Booster booster;

  private SavedTrees(Booster booster) {
    this.booster = booster;
  }

  /** Reads XGBoost's UBJ format. */
  public static SavedTrees load(byte[] ubj) {
    try {
      return new SavedTrees(XGBoost.loadModel(ubj));
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    } catch (IOException e) {
      throw new IllegalStateException("bytes in memory cannot be read", e);
    }
  }

  /** One row of one value each. */
  public float[][] predict(DMatrix rows) {
    try {
      return booster.predict(rows);
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    }
  }

  /** The model with these attributes, too. */
  public byte[] save(Map<String, String> attributes) {
    try {
      booster.setAttrs(attributes);
      return booster.toByteArray("ubj");
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
