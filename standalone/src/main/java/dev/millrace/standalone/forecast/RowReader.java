package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads feature-store's rows as a model takes them. */
public final class RowReader {
  private RowReader() {}

  /** The features by these names, NaN where one is missing. */
  public static float[] features(JsonNode row, List<String> names) {
    float[] features = new float[names.size()];
    for (int i = 0; i < features.length; i++) {
      JsonNode value = row.path("features").path(names.get(i));
      features[i] = value.isNumber() ? value.floatValue() : Float.NaN;
    }
    return features;
  }

  /** The naive forecasts that have a value. */
  public static Map<String, Double> baselines(JsonNode row) {
    Map<String, Double> baselines = new HashMap<>();
    row.path("baselines")
        .properties()
        .forEach(
            entry -> {
              if (entry.getValue().isNumber()) {
                baselines.put(entry.getKey(), entry.getValue().doubleValue());
              }
            });
    return baselines;
  }
}
