package dev.millrace.features.set;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A declared list of features with a version; a changed meaning is a new version.
 *
 * @param name what requests call it
 * @param version from 1
 * @param description what it is for, one sentence
 * @param zone of clock and calendar
 * @param country whose holidays count, ISO 3166 code, empty for none
 * @param features columns a model learns from, in file order
 * @param seasons periods of the seasonal naive forecasts that a model is compared with, beside
 *     persistence
 * @param incompleteRows whether a row counts that misses some of what its features read
 */
public record FeatureSet(
    String name,
    int version,
    String description,
    Zone zone,
    String country,
    List<Declaration> features,
    List<Span> seasons,
    boolean incompleteRows) {

  public FeatureSet {
    features = List.copyOf(features);
    seasons = List.copyOf(seasons);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature set must have a name");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version must be ≥ 1, got " + version);
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException("feature set %s has no feature".formatted(name));
    }
  }

  /** Whether columns depend on which other variables a series has. */
  public boolean looksAtOthers() {
    return features.stream()
        .map(Declaration::of)
        .anyMatch(of -> of instanceof Selection.Others || of instanceof Selection.Named);
  }

  /**
   * The columns for series with steps of that length; what is declared twice, such as the lag of an
   * hour and of a day in daily values, is there once.
   *
   * @param others variables of the series that are not forecast
   */
  public FeaturePlan plan(long stepMillis, Collection<String> others) {
    var scope = new Declaration.Scope(stepMillis, List.copyOf(others), zone, country);
    Set<Feature> columns = new LinkedHashSet<>();
    Set<Feature> needed = new HashSet<>();
    for (Declaration declared : features) {
      List<Feature> expanded = declared.expand(scope);
      columns.addAll(expanded);
      if (!declared.mayBeMissing()) {
        needed.addAll(expanded);
      }
    }
    Stream<Baseline> seasonal =
        seasons.stream()
            .map(season -> season.steps(stepMillis))
            .filter(period -> period > 1)
            .distinct()
            .map(Baseline.SeasonalNaive::new);
    return new FeaturePlan(
        List.copyOf(columns),
        columns.stream().filter(column -> !needed.contains(column)).toList(),
        Stream.concat(Stream.of(new Baseline.Persistence()), seasonal).toList(),
        incompleteRows);
  }
}
