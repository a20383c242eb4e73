package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.xgboost.XGBoostVersion;
import java.util.Map;

/** Forecasts by gradient-boosted trees: XGBoost, on differences from the best naive forecast. */
public final class ForecastTrainer implements Trainer {
  @Override
  public String modelType() {
    return "forecast";
  }

  @Override
  public Map<String, String> libraryVersions() {
    return Map.of("xgboost", XGBoostVersion.current());
  }

  @Override
  public Prepared prepare(Dataset dataset) {
    return new PreparedForecasts(dataset);
  }
}
