package dev.millrace.features.dataset;

import dev.millrace.features.series.Grid;
import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import dev.millrace.features.set.Feature;
import dev.millrace.features.set.FeaturePlan;
import dev.millrace.features.set.FeatureSet;
import dev.millrace.features.set.Input;
import dev.millrace.features.set.Knowledge;
import dev.millrace.features.set.Selection;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reads what the features of a plan need besides the variable that is forecast. */
final class CovariateReader {

  private final MeasurementView view;
  private final TimeRange range;
  private final int horizon;
  private final Set<Input> values = new LinkedHashSet<>();
  private final Set<Input> versions = new LinkedHashSet<>();
  private final Set<Input> required;

  /** What other series hold is read once. */
  private final Map<Input, Observations> shared = new HashMap<>();

  CovariateReader(
      MeasurementView view, TimeRange range, int horizon, FeatureSet set, FeaturePlan plan) {
    this.view = view;
    this.range = range;
    this.horizon = horizon;
    for (Feature feature : plan.features()) {
      if (!feature.input().equals(Input.TARGET)) {
        (isAsKnown(feature) ? versions : values).add(feature.input());
      }
    }
    this.required =
        set.features().stream()
            .map(declared -> declared.of())
            .filter(of -> of instanceof Selection.Named(_, boolean optional) && !optional)
            .flatMap(of -> of.inputs(List.of()).stream())
            .collect(Collectors.toSet());
  }

  /** Variables that all series have, without the one that is forecast. */
  static List<String> others(
      FeatureSet set, String variable, MeasurementView view, Collection<String> series) {
    if (!set.looksAtOthers()) {
      return List.of();
    }
    SortedSet<String> common = new TreeSet<>();
    boolean begun = false;
    for (String name : series) {
      List<String> variables = view.variablesOf(name);
      if (begun) {
        common.retainAll(variables);
      } else {
        common.addAll(variables);
      }
      begun = true;
    }
    common.remove(variable);
    return List.copyOf(common);
  }

  private static boolean isAsKnown(Feature feature) {
    return feature instanceof Feature.KnownAhead(_, Knowledge knowledge)
        && knowledge == Knowledge.RECORDED;
  }

  /** What the rows of a series read; what is required and missing becomes a reason to refuse. */
  Covariates read(String series, Grid grid, List<Violation> reasons) {
    Map<Input, Grid> grids = new HashMap<>();
    for (Input input : values) {
      Observations observed = clipped(observations(series, input), grid);
      if (observed.size() == 0 && required.contains(input)) {
        reasons.add(missing(series, input));
      }
      grids.put(
          input, Grid.aligned(observed.size() == 0 ? nothing(grid) : observed, grid.rhythm()));
    }
    Map<Input, Versions> known = new HashMap<>();
    for (Input input : versions) {
      Versions all = view.versions(seriesOf(series, input), input.variable(), range);
      if (all.size() == 0 && required.contains(input)) {
        reasons.add(missing(series, input));
      }
      known.put(input, all);
    }
    return new Covariates(grids, known);
  }

  private Observations observations(String series, Input input) {
    if (input.series().isEmpty()) {
      return view.observations(series, input.variable(), range);
    }
    return shared.computeIfAbsent(
        input, other -> view.observations(other.series(), other.variable(), range));
  }

  /** Only what rows can read: a covariate that goes back further must not fill the memory. */
  private Observations clipped(Observations all, Grid grid) {
    return all.between(grid.time(0), grid.time((long) grid.size() + horizon));
  }

  private static Observations nothing(Grid grid) {
    return new Observations(new long[] {grid.time(0)}, new double[] {Double.NaN}, 0);
  }

  private static Violation missing(String series, Input input) {
    return new Violation(
        "feature_set",
        "every variable that the feature set needs must have observations",
        "the feature set needs '%s' of series '%s', which has no observation in the range"
            .formatted(input.variable(), seriesOf(series, input)));
  }

  private static String seriesOf(String series, Input input) {
    return input.series().isEmpty() ? series : input.series();
  }
}
