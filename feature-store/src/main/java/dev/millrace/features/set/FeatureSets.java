package dev.millrace.features.set;

import dev.millrace.features.set.Baseline.Persistence;
import dev.millrace.features.set.Baseline.SeasonalNaive;
import dev.millrace.features.set.Feature.Calendar;
import dev.millrace.features.set.Feature.Lag;
import dev.millrace.features.set.Feature.Rolling;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The declared feature sets by name. */
public final class FeatureSets {

  /**
   * A tenth of a window may be missing: else one lost hour would cost a whole week of rows, and a
   * series with an outage a week would have none.
   */
  private static final double MINIMUM_SHARE = 0.9;

  private final SortedMap<String, FeatureSet> byName;

  /** Takes the given sets; two of one name are a mistake. */
  public FeatureSets(Collection<FeatureSet> sets) {
    SortedMap<String, FeatureSet> named = new TreeMap<>();
    for (FeatureSet set : sets) {
      if (named.put(set.name(), set) != null) {
        throw new IllegalArgumentException(
            "feature set %s is declared twice".formatted(set.name()));
      }
    }
    this.byName = named;
  }

  /** The sets that come with Millrace. */
  public static FeatureSets builtIn() {
    return new FeatureSets(List.of(forecastBasic()));
  }

  /** Lags, rolling statistics and the calendar, for hourly series with a day and a week in them. */
  public static FeatureSet forecastBasic() {
    List<Feature> features = new ArrayList<>();
    List.of(1, 24, 168).forEach(steps -> features.add(new Lag(steps)));
    for (int window : List.of(24, 168)) {
      for (Statistic statistic : Statistic.values()) {
        features.add(new Rolling(window, statistic, MINIMUM_SHARE));
      }
    }
    Arrays.stream(CalendarField.values()).map(Calendar::new).forEach(features::add);
    return new FeatureSet(
        "forecast_basic",
        1,
        features,
        List.of(new Persistence(), new SeasonalNaive(24), new SeasonalNaive(168)));
  }

  /** The set of that name. */
  public Optional<FeatureSet> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** All sets in the order of their names. */
  public List<FeatureSet> all() {
    return List.copyOf(byName.values());
  }

  /** All names in order. */
  public List<String> names() {
    return List.copyOf(byName.keySet());
  }
}
