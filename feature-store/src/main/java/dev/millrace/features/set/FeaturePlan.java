package dev.millrace.features.set;

import java.util.List;

/**
 * The columns that a feature set has for certain series.
 *
 * @param features columns a model learns from, in file order
 * @param baselines columns a model is compared with, in file order
 */
public record FeaturePlan(List<Feature> features, List<Baseline> baselines) {
  public FeaturePlan {
    features = List.copyOf(features);
    baselines = List.copyOf(baselines);
  }
}
