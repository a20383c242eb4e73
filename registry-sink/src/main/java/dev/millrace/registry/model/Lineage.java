package dev.millrace.registry.model;

import java.util.Map;

/**
 * What of a model's origin decides its version.
 *
 * @param modelType for example forecast
 * @param featureSet name of the feature set
 * @param featureSetVersion version of its definition, from 1
 * @param parameters hyperparameters it was fitted with, by name: Long, Double, String or Boolean
 * @param searched whether the parameters were looked for, rather than given
 */
public record Lineage(
    String modelType,
    String featureSet,
    int featureSetVersion,
    Map<String, Object> parameters,
    boolean searched) {

  public Lineage {
    parameters = Map.copyOf(parameters);
  }

  private boolean takesTheSameFeatures(Lineage other) {
    return modelType.equals(other.modelType)
        && featureSet.equals(other.featureSet)
        && featureSetVersion == other.featureSetVersion;
  }

  /**
   * The version of a model of this origin that follows {@code previous}.
   *
   * <p>Parameters that somebody changed by hand count like a search: the model behaves differently,
   * and not only because of its data.
   */
  public SemanticVersion versionAfter(SemanticVersion previous, Lineage origin) {
    if (!takesTheSameFeatures(origin)) {
      return previous.nextMajor();
    }
    return searched || !parameters.equals(origin.parameters)
        ? previous.nextMinor()
        : previous.nextPatch();
  }
}
