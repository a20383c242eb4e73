package dev.millrace.features.set;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The columns that a feature set has for certain series.
 *
 * @param features columns a model learns from, in file order
 * @param spared those of them that a row may lack
 * @param baselines columns a model is compared with, in file order
 * @param incompleteRows whether a row needs no more than its target and some value within reach
 *     before its origin; a baseline whose value is missing is then the last of those
 */
public record FeaturePlan(
    List<Feature> features,
    List<Feature> spared,
    List<Baseline> baselines,
    boolean incompleteRows) {
  public FeaturePlan {
    features = List.copyOf(features);
    spared = List.copyOf(spared);
    baselines = List.copyOf(baselines);
  }

  /**
   * How many steps before an origin a row reads at most, for a horizon in steps; at least 1, for
   * there is always the last value.
   */
  public int stepsBack(int horizon) {
    IntStream ofFeatures = features.stream().mapToInt(FeaturePlan::stepsBack);
    IntStream ofBaselines = baselines.stream().mapToInt(b -> b.stepsBeforeOrigin(horizon));
    return Math.max(1, IntStream.concat(ofFeatures, ofBaselines).max().orElse(1));
  }

  private static int stepsBack(Feature feature) {
    return switch (feature) {
      case Feature.Lag lag -> lag.steps();
      case Feature.Difference difference -> 1 + difference.steps();
      case Feature.Rolling rolling -> rolling.steps();
      case Feature.WeightedMean mean -> mean.steps();
      case Feature.KnownAhead _, Feature.Calendar _, Feature.Holiday _ -> 0;
    };
  }

  /** The series that rows read besides their own, by name. */
  public List<String> otherSeries() {
    return features.stream()
        .map(feature -> feature.input().series())
        .filter(name -> !name.isEmpty())
        .distinct()
        .sorted()
        .toList();
  }
}
