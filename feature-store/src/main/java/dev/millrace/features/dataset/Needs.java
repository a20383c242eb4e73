package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.set.Baseline;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * Which steps of the forecast variable must have a value for a row to be usable. Told by counting,
 * so that finding the rows costs little; other variables may be missing, a model can live with
 * that.
 */
final class Needs {

  private final Grid grid;

  /** Steps before the origin that must have a value. */
  private final int[] lags;

  /** Runs of steps that must have enough. */
  private final List<Window> windows;

  /** Steps before the origin of which one must have a value; 0 where that is not asked for. */
  private final int anyOf;

  private Needs(Grid grid, int[] lags, List<Window> windows, int anyOf) {
    this.grid = grid;
    this.anyOf = anyOf;
    this.lags = lags;
    this.windows = windows;
  }

  /** So many steps just before the origin, of which so many must have a value. */
  private record Window(int steps, int minimumCount) {}

  static Needs of(FeaturePlan plan, Grid grid, int horizon) {
    if (plan.incompleteRows()) {
      return new Needs(grid, new int[0], List.of(), plan.stepsBack(horizon));
    }
    SortedSet<Integer> lags = new TreeSet<>();
    List<Window> windows = new ArrayList<>();
    for (Feature feature : plan.features()) {
      if (!feature.input().equals(Input.TARGET) || plan.spared().contains(feature)) {
        continue;
      }
      switch (feature) {
        case Feature.Lag lag -> lags.add(lag.steps());
        case Feature.Difference difference -> {
          lags.add(1);
          lags.add(1 + difference.steps());
        }
        case Feature.Rolling rolling ->
            windows.add(new Window(rolling.steps(), rolling.minimumCount()));
        case Feature.WeightedMean mean ->
            windows.add(new Window(mean.steps(), mean.minimumCount()));
        case Feature.KnownAhead _, Feature.Calendar _, Feature.Holiday _ -> {}
      }
    }
    for (Baseline baseline : plan.baselines()) {
      lags.add(baseline.stepsBeforeOrigin(horizon));
    }
    int[] steps = lags.stream().flatMapToInt(IntStream::of).toArray();
    return new Needs(grid, steps, windows.stream().distinct().toList(), 0);
  }

  /** The farthest that anything looks back, in steps. */
  int lookBack() {
    int farthest = Math.max(anyOf, IntStream.of(lags).max().orElse(0));
    return Math.max(farthest, windows.stream().mapToInt(Window::steps).max().orElse(0));
  }

  boolean met(int origin) {
    if (anyOf > 0 && Double.isNaN(grid.lastBefore(origin, anyOf))) {
      return false;
    }
    for (int steps : lags) {
      if (Double.isNaN(grid.value((long) origin - steps))) {
        return false;
      }
    }
    for (Window window : windows) {
      int first = origin - window.steps();
      if (first < 0
          || origin > grid.size()
          || grid.count(first, origin - 1) < window.minimumCount()) {
        return false;
      }
    }
    return true;
  }
}
