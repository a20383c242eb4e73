package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.RollingWindow;
import dev.millrace.features.series.Versions;
import dev.millrace.features.set.Baseline;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.Feature.Calendar;
import dev.millrace.features.set.Feature.Difference;
import dev.millrace.features.set.Feature.Holiday;
import dev.millrace.features.set.Feature.KnownAhead;
import dev.millrace.features.set.Feature.Lag;
import dev.millrace.features.set.Feature.Rolling;
import dev.millrace.features.set.Feature.WeightedMean;
import dev.millrace.features.set.Input;
import dev.millrace.features.set.Knowledge;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;

/**
 * The numbers of every row of one series; a row is an origin, a step of its grid.
 *
 * <p>Features and baselines of an origin read only steps before it, what was known by then of the
 * target's time, and the calendar; the target lies the horizon after it. What cannot be known is
 * NaN.
 */
final class SeriesFeatures {

  private static final long DAY_MILLIS = 86_400_000;

  private final String series;
  private final Grid grid;
  private final Columns columns;
  private final Covariates covariates;
  private final Needs needs;
  private final List<IntToDoubleFunction> inputs = new ArrayList<>();

  SeriesFeatures(String series, Grid grid, Columns columns, Covariates covariates) {
    this.series = series;
    this.grid = grid;
    this.columns = columns;
    this.covariates = covariates;
    this.needs = Needs.of(columns.plan(), grid, columns.horizon());
    for (Feature feature : columns.plan().features()) {
      inputs.add(input(feature));
    }
    for (Baseline baseline : columns.plan().baselines()) {
      inputs.add(baseline(baseline.stepsBeforeOrigin(columns.horizon())));
    }
  }

  private IntToDoubleFunction baseline(int steps) {
    if (!columns.plan().incompleteRows()) {
      return origin -> grid.value((long) origin - steps);
    }
    int reach = columns.plan().stepsBack(columns.horizon());
    return origin -> {
      double value = grid.value((long) origin - steps);
      return Double.isNaN(value) ? grid.lastBefore(origin, reach) : value;
    };
  }

  private IntToDoubleFunction input(Feature feature) {
    return switch (feature) {
      case Lag lag -> {
        Place place = place(lag.input());
        yield origin -> place.before(origin, lag.steps());
      }
      case Difference difference -> {
        Place place = place(difference.input());
        yield origin ->
            place.before(origin, 1) - place.before(origin, 1 + (long) difference.steps());
      }
      case Rolling rolling -> rolling(rolling);
      case WeightedMean mean -> {
        Place place = place(mean.input());
        var weighted = new WeightedMeans(place.grid(), mean);
        yield origin -> weighted.value(origin + place.offset() - 1);
      }
      case KnownAhead ahead -> knownAhead(ahead);
      case Calendar(var field, var zone) -> {
        var remembered = new CalendarMemory(field, grid.rhythm().stepMillis());
        yield origin -> remembered.at(zone.local(targetTime(origin)));
      }
      case Holiday(var field, var country, var zone) ->
          origin -> {
            long day = Math.floorDiv(zone.local(targetTime(origin)), DAY_MILLIS);
            return columns.holidays().isHoliday(country, day + field.dayOffset()) ? 1 : 0;
          };
    };
  }

  /** Columns are asked by several threads, each by one at a time: none shares a window. */
  private IntToDoubleFunction rolling(Rolling rolling) {
    Place place = place(rolling.input());
    RollingWindow window = new RollingWindow(place.grid(), rolling.steps(), rolling.statistic());
    int minimum = rolling.minimumCount();
    return origin -> window.value(origin + place.offset() - 1, minimum);
  }

  private IntToDoubleFunction knownAhead(KnownAhead ahead) {
    if (ahead.knowledge() == Knowledge.ALWAYS) {
      Place place = place(ahead.input());
      return origin -> place.grid().value((long) origin + place.offset() + columns.horizon());
    }
    Versions versions = Objects.requireNonNull(covariates.versions().get(ahead.input()));
    long step = grid.rhythm().stepMillis();
    return origin ->
        versions.knownWithin(targetTime(origin), targetTime(origin) + step, originTime(origin));
  }

  /**
   * A grid and where the origins of the rows are in it.
   *
   * @param offset what an origin's index is more there than in the grid of the rows
   */
  private record Place(Grid grid, int offset) {
    double before(int origin, long steps) {
      return grid.value(origin + offset - steps);
    }
  }

  private Place place(Input input) {
    if (input.equals(Input.TARGET)) {
      return new Place(grid, 0);
    }
    Grid other = Objects.requireNonNull(covariates.grids().get(input));
    return new Place(other, Math.toIntExact(grid.slot(0) - other.slot(0)));
  }

  String series() {
    return series;
  }

  Grid grid() {
    return grid;
  }

  long originTime(int origin) {
    return grid.time(origin);
  }

  long targetTime(int origin) {
    return grid.time((long) origin + columns.horizon());
  }

  double target(int origin) {
    return grid.value((long) origin + columns.horizon());
  }

  /** A feature or baseline, in the order of the plan; what overflows is missing. */
  double input(int column, int origin) {
    double value = inputs.get(column).applyAsDouble(origin);
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  /** What a baseline says, at an origin, of a step from 1 to the horizon. */
  double baseline(Baseline baseline, int step, int origin) {
    double value = baseline(baseline.stepsBeforeOrigin(step)).applyAsDouble(origin);
    return Double.isInfinite(value) ? Double.NaN : value;
  }

  int inputCount() {
    return inputs.size();
  }

  /** The farthest that a row needs to look back, in steps. */
  int lookBack() {
    return needs.lookBack();
  }

  /** Whether a row has its target, its baselines and all features of the forecast variable. */
  boolean usable(int origin) {
    return !Double.isNaN(target(origin)) && needs.met(origin);
  }
}
