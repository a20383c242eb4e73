package dev.millrace.features.set;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A declared list of features with a version; a changed meaning is a new version.
 *
 * @param name what requests call it
 * @param version from 1
 * @param features columns a model learns from, in file order
 * @param baselines columns a model is compared with, in file order
 */
public record FeatureSet(
    String name, int version, List<Feature> features, List<Baseline> baselines) {

  public FeatureSet {
    features = List.copyOf(features);
    baselines = List.copyOf(baselines);
    if (name.isBlank()) {
      throw new IllegalArgumentException("a feature set must have a name");
    }
    if (version < 1) {
      throw new IllegalArgumentException("version must be ≥ 1, got " + version);
    }
    if (features.isEmpty()) {
      throw new IllegalArgumentException("feature set %s has no feature".formatted(name));
    }
    Set<String> seen = new HashSet<>();
    Stream.concat(features.stream().map(Feature::name), baselines.stream().map(Baseline::name))
        .filter(column -> !seen.add(column))
        .findFirst()
        .ifPresent(
            column -> {
              throw new IllegalArgumentException("column %s is declared twice".formatted(column));
            });
  }
}
