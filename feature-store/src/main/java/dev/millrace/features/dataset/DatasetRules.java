package dev.millrace.features.dataset;

import dev.millrace.features.dataset.MeasurementView.Stretch;
import dev.millrace.features.dataset.Outcome.Prepared;
import dev.millrace.features.dataset.Outcome.Refused;
import dev.millrace.features.dataset.Retained.Reach;
import dev.millrace.features.dataset.SeriesData.NothingInRange;
import dev.millrace.features.dataset.SeriesData.Observed;
import dev.millrace.features.dataset.SeriesData.UnknownSeries;
import dev.millrace.features.dataset.SeriesData.UnknownVariable;
import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Decides whether a request and the data it finds make a dataset. */
public final class DatasetRules {

  /** Stands for every series of the tenant that has the variable. */
  public static final String EVERY_SERIES = "*";

  private final Thresholds thresholds;
  private final Holidays holidays;

  public DatasetRules(Thresholds thresholds, Holidays holidays) {
    this.thresholds = thresholds;
    this.holidays = holidays;
  }

  /** The dataset, or why there is none. */
  public Outcome prepare(DatasetRequest request, FeatureSet set, MeasurementView view) {
    List<Violation> reasons = new ArrayList<>();
    SeriesGrids observed = new SeriesGrids(thresholds);
    Inspection inspection = new Inspection(thresholds);
    view.findAll(
        request.variable(),
        reachable(request, set, view, inspection, reasons),
        data -> {
          switch (data) {
            case Observed(String series, Observations observations) -> {
              observed.add(series, observations);
              inspection.look(series, observations);
            }
            case NothingInRange(String series) -> reasons.add(nothingInRange(series, request));
            case UnknownVariable(String series) -> reasons.add(unknownVariable(series, request));
            case UnknownSeries(String series) -> reasons.add(unknownSeries(series, request));
          }
        });
    if (observed.isEmpty() && reasons.isEmpty()) {
      reasons.add(unknownVariable(EVERY_SERIES, request));
    }
    reasons.addAll(inspection.refusals());
    reasons.addAll(observed.violations());
    return reasons.isEmpty()
        ? build(request, set, view, observed, inspection)
        : new Refused(reasons, inspection.report(0));
  }

  /** What can be read of the wanted series; what cannot is a reason. */
  private static List<Stretch> reachable(
      DatasetRequest request,
      FeatureSet set,
      MeasurementView view,
      Inspection inspection,
      List<Violation> reasons) {
    Retained retained = new Retained(request, set, view);
    List<Stretch> stretches = new ArrayList<>();
    for (String name : wanted(request, view)) {
      Reach reach = retained.of(name);
      reach.warning().ifPresent(inspection::warn);
      reach
          .refusal()
          .ifPresentOrElse(reasons::add, () -> stretches.add(new Stretch(name, reach.range())));
    }
    return stretches;
  }

  private static List<String> wanted(DatasetRequest request, MeasurementView view) {
    return request.series().equals(List.of(EVERY_SERIES))
        ? view.seriesWith(request.variable())
        : request.series();
  }

  private Outcome build(
      DatasetRequest request,
      FeatureSet set,
      MeasurementView view,
      SeriesGrids observed,
      Inspection inspection) {
    SortedMap<String, Grid> grids = observed.grids();
    inspection.look(grids.values());
    long step = grids.firstEntry().getValue().rhythm().stepMillis();
    FeaturePlan plan =
        set.plan(step, CovariateReader.others(set, request.variable(), view, grids.keySet()));
    List<Column> columns = Column.of(plan, request.variable(), request.horizon());
    List<Violation> reasons = new ArrayList<>(ambiguous(columns));
    List<SeriesFeatures> series = new ArrayList<>();
    if (reasons.isEmpty()) {
      var covariates = new CovariateReader(view, request.range(), request.horizon(), set, plan);
      Columns wanted = new Columns(plan, request.horizon(), holidays);
      grids.forEach(
          (name, grid) ->
              series.add(
                  new SeriesFeatures(name, grid, wanted, covariates.read(name, grid, reasons))));
    }
    if (!reasons.isEmpty()) {
      return new Refused(reasons, inspection.report(0));
    }
    return cut(request, set, FeatureTable.of(columns, series), observed, inspection);
  }

  private Outcome cut(
      DatasetRequest request,
      FeatureSet set,
      FeatureTable table,
      SeriesGrids observed,
      Inspection inspection) {
    Splits splits =
        Splits.cut(
            table.rows(),
            request.validationSplit(),
            request.testSplit(),
            table::sameOriginAsBefore);
    DataQuality quality = inspection.report(table.rows());
    List<Violation> reasons = rowViolations(table, splits);
    if (!reasons.isEmpty()) {
      return new Refused(reasons, quality);
    }
    return new Prepared(
        set,
        List.copyOf(observed.grids().keySet()),
        table,
        splits,
        table.stepMillis(),
        observed.firstObservation(),
        observed.lastObservation(),
        quality);
  }

  private static List<Violation> ambiguous(List<Column> columns) {
    return Column.ambiguous(columns).stream()
        .map(
            name ->
                new Violation(
                    "feature_set",
                    "no two columns may have the same name, whatever their case",
                    "the feature set and the variables of the series give two columns '%s'"
                        .formatted(name)))
        .toList();
  }

  private List<Violation> rowViolations(FeatureTable table, Splits splits) {
    if (table.rows() < thresholds.fewestRows()) {
      return List.of(
          thresholds.tooFewRows(
              "only %d rows have all features and a target: %s"
                  .formatted(table.rows(), table.needs())));
    }
    List<Violation> found = new ArrayList<>(splits.empty());
    double first = table.target(0);
    boolean constant = true;
    for (int row = 1; row < table.rows() && constant; row++) {
      constant = table.target(row) == first;
    }
    if (constant) {
      found.add(
          new Violation(
              "config.target_variable",
              "the target must vary",
              "the target is %s in all %d rows".formatted(first, table.rows())));
    }
    return found;
  }

  private static Violation nothingInRange(String series, DatasetRequest request) {
    return new Violation(
        "config.start_date",
        "the range must hold observations",
        "'%s' of series '%s' was not observed from %s to %s"
            .formatted(
                request.variable(), series, request.range().from(), request.range().until()));
  }

  private static Violation unknownVariable(String series, DatasetRequest request) {
    return new Violation(
        "config.target_variable",
        "the variable must have observations",
        "'%s' of series '%s' was never observed, as known at %s"
            .formatted(request.variable(), series, request.asOf()));
  }

  private static Violation unknownSeries(String series, DatasetRequest request) {
    return new Violation(
        "config.series",
        "the series must have observations",
        "nothing of series '%s' was ever observed, as known at %s"
            .formatted(series, request.asOf()));
  }
}
