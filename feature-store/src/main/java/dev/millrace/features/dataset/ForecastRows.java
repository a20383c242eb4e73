package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.set.Baseline;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeatureSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** The rows a model needs to forecast the steps that follow a series. */
public final class ForecastRows {

  private ForecastRows() {}

  /**
   * One row; the maps go from column name to value, in file order.
   *
   * @param features NaN where a value is missing
   * @param baselines NaN where a value is missing
   */
  public record Row(
      Instant origin,
      Instant targetTime,
      Map<String, Double> features,
      Map<String, Double> baselines) {}

  /**
   * A row for each of the next steps, as many as the horizon, after the last step with a value;
   * each has its origin a whole horizon before its target, as in training, so everything is known.
   */
  public static List<Row> next(FeatureSet set, Grid grid, int horizon) {
    OptionalInt last = grid.lastKnown();
    if (last.isEmpty()) {
      return List.of();
    }
    SeriesFeatures features = new SeriesFeatures("", grid, set, horizon);
    List<Row> rows = new ArrayList<>();
    for (int ahead = 1; ahead <= horizon; ahead++) {
      rows.add(row(set, features, last.getAsInt() + ahead - horizon));
    }
    return List.copyOf(rows);
  }

  private static Row row(FeatureSet set, SeriesFeatures values, int origin) {
    Map<String, Double> features = new LinkedHashMap<>();
    Map<String, Double> baselines = new LinkedHashMap<>();
    int column = 0;
    for (Feature feature : set.features()) {
      features.put(feature.name(), values.input(column++, origin));
    }
    for (Baseline baseline : set.baselines()) {
      baselines.put(baseline.name(), values.input(column++, origin));
    }
    return new Row(
        Instant.ofEpochMilli(values.originTime(origin)),
        Instant.ofEpochMilli(values.targetTime(origin)),
        features,
        baselines);
  }
}
