package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.xgboost.XGBoostVersion;
import java.util.Map;

/** Forecasts quantiles by gradient-boosted trees, and calibrates them on the validation folds. */
public final class QuantileTrainer implements Trainer {
  @Override
  public String modelType() {
    return "quantile_forecast";
  }

  @Override
  public Map<String, String> libraryVersions() {
    return Map.of("xgboost", XGBoostVersion.current());
  }

  @Override
  public int outputs(Fitting fitting) {
    return fitting.quantiles().count();
  }

  @Override
  public Prepared prepare(Dataset dataset) {
    return new PreparedQuantiles(dataset);
  }
}
