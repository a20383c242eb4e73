package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Holidays;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The row of the latest origin of a series: the step behind the last one with a value, so that
 * everything up to that one is known. Its numbers are those of the row that a dataset will have for
 * this origin, bit for bit, although only the recent past has to be at hand.
 */
public final class LatestRow {

  private final FeatureSet set;
  private final FeaturePlan plan;
  private final Target target;
  private final Grid grid;
  private final int origin;

  private LatestRow(FeatureSet set, FeaturePlan plan, Target target, Grid grid, int origin) {
    this.set = set;
    this.plan = plan;
    this.target = target;
    this.grid = grid;
    this.origin = origin;
  }

  /**
   * What is to be forecast, and its past.
   *
   * @param horizon steps from origin to target
   * @param observed all that is known from some time on, and the observation before that if there
   *     is one
   * @param rhythm of all that was ever observed, as for a dataset
   * @param first the first time that was ever observed, milliseconds since 1970-01-01
   */
  public record Target(
      String series,
      String variable,
      int horizon,
      Observations observed,
      Rhythm rhythm,
      long first) {}

  /**
   * Finds the origin and the columns; empty when no value is at hand.
   *
   * @param others variables of the series that are not forecast
   */
  public static Optional<LatestRow> of(FeatureSet set, Target target, List<String> others) {
    if (target.observed().size() == 0) {
      return Optional.empty();
    }
    Grid grid = Grid.of(target.observed(), target.rhythm());
    OptionalInt last = grid.lastKnown();
    if (last.isEmpty()) {
      return Optional.empty();
    }
    FeaturePlan plan =
        set.plan(target.rhythm().stepMillis(), set.looksAtOthers() ? others : List.of());
    return Optional.of(new LatestRow(set, plan, target, grid, last.getAsInt() + 1));
  }

  /** From when on everything must be at hand; milliseconds since 1970-01-01. */
  public long readsFrom() {
    return grid.time((long) origin - plan.stepsBack(target.horizon()));
  }

  /** The series that it reads besides its own. */
  public List<String> otherSeries() {
    return plan.otherSeries();
  }

  /** The row; what is missing is NaN. */
  public ForecastRows.Row row(MeasurementView view, Holidays holidays) {
    Rhythm rhythm = target.rhythm();
    Covariates covariates =
        new CovariateReader(view, TimeRange.ALL, target.horizon(), set, plan)
            .read(
                target.series(),
                grid,
                rhythm.timeOf(rhythm.slotOf(target.first())),
                grid.time((long) origin + target.horizon() + 1),
                new ArrayList<>());
    Columns columns = new Columns(plan, target.horizon(), holidays);
    return ForecastRows.row(
        plan, new SeriesFeatures(target.series(), grid, columns, covariates), origin);
  }
}
