package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.RollingWindow;
import dev.millrace.features.set.Baseline;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.Feature.Calendar;
import dev.millrace.features.set.Feature.Lag;
import dev.millrace.features.set.Feature.Rolling;
import dev.millrace.features.set.FeatureSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;

/**
 * The numbers of every row of one series; a row is an origin, a step of its grid.
 *
 * <p>Features and baselines of an origin read only steps before it, and the calendar of the target;
 * the target lies the horizon after it. What cannot be known is NaN.
 */
final class SeriesFeatures {

  private final String series;
  private final Grid grid;
  private final int horizon;
  private final List<IntToDoubleFunction> inputs = new ArrayList<>();
  private final Map<Integer, RollingWindow> windows = new HashMap<>();

  SeriesFeatures(String series, Grid grid, FeatureSet set, int horizon) {
    this.series = series;
    this.grid = grid;
    this.horizon = horizon;
    for (Feature feature : set.features()) {
      inputs.add(input(feature));
    }
    for (Baseline baseline : set.baselines()) {
      int steps = baseline.stepsBeforeOrigin(horizon);
      inputs.add(origin -> grid.value((long) origin - steps));
    }
  }

  private IntToDoubleFunction input(Feature feature) {
    return switch (feature) {
      case Lag lag -> origin -> grid.value((long) origin - lag.steps());
      case Rolling rolling -> {
        RollingWindow window =
            windows.computeIfAbsent(rolling.steps(), steps -> new RollingWindow(grid, steps));
        int minimum = rolling.minimumCount();
        yield origin -> window.value(rolling.statistic(), origin - 1, minimum);
      }
      case Calendar calendar -> origin -> calendar.field().at(targetTime(origin));
    };
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
    return grid.time((long) origin + horizon);
  }

  double target(int origin) {
    return grid.value((long) origin + horizon);
  }

  /** A feature or baseline, in the order of the feature set. */
  double input(int column, int origin) {
    return inputs.get(column).applyAsDouble(origin);
  }

  int inputCount() {
    return inputs.size();
  }

  /** Whether everything that a row needs is there: every feature, every baseline, the target. */
  boolean usable(int origin) {
    if (!Double.isFinite(target(origin))) {
      return false;
    }
    for (IntToDoubleFunction input : inputs) {
      if (!Double.isFinite(input.applyAsDouble(origin))) {
        return false;
      }
    }
    return true;
  }
}
