package dev.millrace.features.web;

import dev.millrace.features.dataset.ForecastRows;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.platform.web.Page;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the answers look like; names become snake_case. */
final class Bodies {

  private Bodies() {}

  /**
   * A variable of a series.
   *
   * @param retainedFrom what was observed before was removed; null when nothing was
   */
  record SeriesBody(
      String series,
      String variable,
      String unit,
      Instant firstObservedAt,
      Instant lastObservedAt,
      Instant lastRecordedAt,
      long measurements,
      @Nullable Instant retainedFrom) {}

  record Forecast(
      String series,
      String variable,
      String featureSet,
      int featureSetVersion,
      int horizon,
      Instant asOf,
      List<RowBody> rows) {}

  record ForecastPath(
      String series,
      String variable,
      String featureSet,
      int featureSetVersion,
      int horizon,
      Instant asOf,
      Instant origin,
      Map<String, @Nullable Double> features,
      List<StepBody> path) {}

  record StepBody(Instant targetTime, Map<String, @Nullable Double> baselines) {}

  record RowBody(
      Instant origin,
      Instant targetTime,
      Map<String, @Nullable Double> features,
      Map<String, @Nullable Double> baselines) {}

  record Past(
      String series,
      String variable,
      String featureSet,
      int featureSetVersion,
      int horizon,
      Instant asOf,
      List<ObservedBody> rows) {}

  record ObservedBody(
      Instant origin,
      Instant targetTime,
      double value,
      Map<String, @Nullable Double> features,
      Map<String, @Nullable Double> baselines) {}

  static Page<SeriesBody> series(List<MeasurementQueries.Variable> variables) {
    return Page.whole(
        variables.stream()
            .map(
                v ->
                    new SeriesBody(
                        v.series(),
                        v.variable(),
                        v.unit(),
                        v.firstObserved(),
                        v.lastObserved(),
                        v.lastRecorded(),
                        v.measurements(),
                        v.retainedFrom()))
            .toList());
  }

  static Forecast forecast(ForecastQuery query, FeatureSet set, List<ForecastRows.Row> rows) {
    return new Forecast(
        query.series(),
        query.variable(),
        set.name(),
        set.version(),
        query.horizon(),
        query.asOf(),
        rows.stream()
            .map(
                row ->
                    new RowBody(
                        row.origin(),
                        row.targetTime(),
                        withoutNaN(row.features()),
                        withoutNaN(row.baselines())))
            .toList());
  }

  static ForecastPath forecastPath(ForecastQuery query, FeatureSet set, ForecastRows.PathRow row) {
    return new ForecastPath(
        query.series(),
        query.variable(),
        set.name(),
        set.version(),
        query.horizon(),
        query.asOf(),
        row.row().origin(),
        withoutNaN(row.row().features()),
        row.path().stream()
            .map(step -> new StepBody(step.targetTime(), withoutNaN(step.baselines())))
            .toList());
  }

  static Past past(ForecastQuery query, FeatureSet set, List<ForecastRows.Observed> rows) {
    return new Past(
        query.series(),
        query.variable(),
        set.name(),
        set.version(),
        query.horizon(),
        query.asOf(),
        rows.stream()
            .map(
                observed ->
                    new ObservedBody(
                        observed.row().origin(),
                        observed.row().targetTime(),
                        observed.value(),
                        withoutNaN(observed.row().features()),
                        withoutNaN(observed.row().baselines())))
            .toList());
  }

  /** JSON has no NaN. */
  static Map<String, @Nullable Double> withoutNaN(Map<String, Double> values) {
    Map<String, @Nullable Double> shown = new LinkedHashMap<>();
    values.forEach((name, value) -> shown.put(name, value.isNaN() ? null : value));
    return shown;
  }
}
