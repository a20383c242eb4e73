package dev.millrace.trainer.data;

import java.util.HashSet;
import java.util.List;

/**
 * Which columns of a dataset file are what.
 *
 * @param features inputs of the model, in file order
 * @param baselines naive forecasts of the same target, in file order; at least one
 * @param target the column to forecast
 * @param variable name of the forecast variable, for example load_kw
 * @param horizon steps from origin to target
 */
public record DatasetLayout(
    List<String> features,
    List<String> baselines,
    String target,
    String variable,
    int horizon,
    Splits splits) {
  /** Begins the name of the naive forecast from whole periods earlier; their steps end it. */
  static final String SEASONAL_NAIVE = "seasonal_naive_";

  public DatasetLayout {
    features = List.copyOf(features);
    baselines = List.copyOf(baselines);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("the dataset has no feature column");
    }
    if (baselines.isEmpty()) {
      throw new IllegalArgumentException("the dataset has no baseline column to anchor on");
    }
    if (new HashSet<>(features).size() < features.size()) {
      throw new IllegalArgumentException("feature names repeat: " + features);
    }
    if (horizon < 1) {
      throw new IllegalArgumentException("horizon must be ≥ 1, got " + horizon);
    }
  }

  /** The first of the naive forecasts that is seasonal, else the first of all. */
  public String usualBaseline() {
    return baselines.stream()
        .filter(name -> name.startsWith(SEASONAL_NAIVE))
        .findFirst()
        .orElse(baselines.getFirst());
  }

  /** The same columns of other rows. */
  DatasetLayout with(Splits others) {
    return new DatasetLayout(features, baselines, target, variable, horizon, others);
  }
}
