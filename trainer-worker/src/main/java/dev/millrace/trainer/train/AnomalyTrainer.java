package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.xgboost.XGBoostVersion;
import java.util.Map;

/**
 * Finds anomalies: what a forecast by gradient-boosted trees leaves unexplained, and how rare it
 * is.
 */
public final class AnomalyTrainer implements Trainer {
  @Override
  public String modelType() {
    return "anomaly";
  }

  @Override
  public Map<String, String> libraryVersions() {
    return Map.of("xgboost", XGBoostVersion.current());
  }

  @Override
  public Prepared prepare(Dataset dataset) {
    return new PreparedAnomaly(dataset);
  }
}
