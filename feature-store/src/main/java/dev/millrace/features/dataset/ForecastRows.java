package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.set.Baseline;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

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
   *
   * @param observed of the variable of the series, in the order of time
   * @param view what else the features read
   */
  public static List<Row> next(
      FeatureSet set,
      DatasetRequest request,
      Observations observed,
      MeasurementView view,
      Holidays holidays) {
    return prepared(set, request, observed, view, holidays)
        .map(ready -> rows(ready.features(), ready.columns(), ready.last()))
        .orElse(List.of());
  }

  /**
   * A row with all steps up to its target.
   *
   * @param path from the step behind the origin to the row's own target
   */
  public record PathRow(Row row, List<Step> path) {}

  /**
   * A step, and what the naive forecasts of a row's origin say of it.
   *
   * @param baselines from column name to value, in file order, NaN where a value is missing
   */
  public record Step(Instant targetTime, Map<String, Double> baselines) {}

  /**
   * The row with the last step that has a value as its origin, as the last one of {@link #next}:
   * its path are the steps that follow the series. Empty when there is none.
   *
   * @param observed of the variable of the series, in the order of time
   * @param view what else the features read
   */
  public static List<PathRow> path(
      FeatureSet set,
      DatasetRequest request,
      Observations observed,
      MeasurementView view,
      Holidays holidays) {
    return prepared(set, request, observed, view, holidays).map(ForecastRows::path).stream()
        .toList();
  }

  private static PathRow path(Ready ready) {
    FeaturePlan plan = ready.columns().plan();
    int origin = ready.last();
    return new PathRow(
        row(plan, ready.features(), origin),
        IntStream.rangeClosed(1, ready.columns().horizon())
            .mapToObj(step -> step(plan, ready.features(), origin, step))
            .toList());
  }

  private static Step step(FeaturePlan plan, SeriesFeatures features, int origin, int step) {
    Map<String, Double> baselines = new LinkedHashMap<>();
    for (Baseline baseline : plan.baselines()) {
      baselines.put(baseline.name(), features.baseline(baseline, step, origin));
    }
    return new Step(Instant.ofEpochMilli(features.grid().time((long) origin + step)), baselines);
  }

  /** A row whose target has been observed. */
  public record Observed(Row row, double value) {}

  /**
   * The rows of the last targets that were observed, in the order of time: what a model knew before
   * each, and what came.
   *
   * @param most rows
   */
  public static List<Observed> past(
      FeatureSet set,
      DatasetRequest request,
      Observations observed,
      MeasurementView view,
      Holidays holidays,
      int most) {
    return prepared(set, request, observed, view, holidays)
        .map(ready -> past(ready, most))
        .orElse(List.of());
  }

  private static List<Observed> past(Ready ready, int most) {
    SeriesFeatures features = ready.features();
    List<Observed> rows = new ArrayList<>();
    for (int origin = ready.last() - ready.columns().horizon();
        origin >= 0 && rows.size() < most;
        origin--) {
      if (features.usable(origin)) {
        Row row = row(ready.columns().plan(), features, origin);
        rows.add(new Observed(row, features.target(origin)));
      }
    }
    return rows.reversed();
  }

  /**
   * A series from which rows can be made.
   *
   * @param last step with a value
   */
  private record Ready(SeriesFeatures features, Columns columns, int last) {}

  private static Optional<Ready> prepared(
      FeatureSet set,
      DatasetRequest request,
      Observations observed,
      MeasurementView view,
      Holidays holidays) {
    Optional<Rhythm> rhythm = Rhythm.of(observed);
    if (rhythm.isEmpty()) {
      return Optional.empty();
    }
    Grid grid = Grid.of(observed, rhythm.get());
    OptionalInt last = grid.lastKnown();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    String series = request.series().getFirst();
    FeaturePlan plan =
        set.plan(
            rhythm.get().stepMillis(),
            CovariateReader.others(set, request.variable(), view, List.of(series)));
    Covariates covariates =
        new CovariateReader(view, request.range(), request.horizon(), set, plan)
            .read(series, grid, new ArrayList<>());
    Columns columns = new Columns(plan, request.horizon(), holidays);
    var features = new SeriesFeatures(series, grid, columns, covariates);
    return Optional.of(new Ready(features, columns, last.getAsInt()));
  }

  private static List<Row> rows(SeriesFeatures features, Columns columns, int last) {
    return IntStream.rangeClosed(1, columns.horizon())
        .mapToObj(ahead -> row(columns.plan(), features, last + ahead - columns.horizon()))
        .toList();
  }

  /** One row, of an origin that is a step of the grid or follows it. */
  static Row row(FeaturePlan plan, SeriesFeatures values, int origin) {
    Map<String, Double> features = new LinkedHashMap<>();
    Map<String, Double> baselines = new LinkedHashMap<>();
    int column = 0;
    for (Feature feature : plan.features()) {
      features.put(feature.name(), values.input(column++, origin));
    }
    for (Baseline baseline : plan.baselines()) {
      baselines.put(baseline.name(), values.input(column++, origin));
    }
    return new Row(
        Instant.ofEpochMilli(values.originTime(origin)),
        Instant.ofEpochMilli(values.targetTime(origin)),
        features,
        baselines);
  }
}
