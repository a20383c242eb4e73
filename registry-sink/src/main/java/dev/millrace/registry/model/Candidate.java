package dev.millrace.registry.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fitted model that asks for a version.
 *
 * @param tenant who owns it
 * @param name the registered model
 * @param lineage what of its origin decides the version
 * @param testMetrics metrics on the test rows, by name
 * @param baselines metrics on the same rows, by baseline and then by name
 */
public record Candidate(
    String tenant,
    String name,
    Lineage lineage,
    Map<String, Double> testMetrics,
    Map<String, Map<String, Double>> baselines) {

  public Candidate {
    testMetrics = Map.copyOf(testMetrics);
    baselines = Map.copyOf(baselines);
  }

  /**
   * The version it becomes, and where it stands.
   *
   * @param latest the model's latest version; empty for the first
   */
  public Registered register(Optional<Predecessor> latest) {
    SemanticVersion version =
        latest
            .map(before -> lineage.versionAfter(before.version(), before.lineage()))
            .orElse(SemanticVersion.FIRST);
    var verdict =
        new Verdict(List.of(BaselineGate.of(lineage.modelType()).judge(testMetrics, baselines)));
    return new Registered(new ModelId(tenant, name, version), verdict);
  }

  /** The version that a new one follows. */
  public record Predecessor(SemanticVersion version, Lineage lineage) {}

  /** The new version. */
  public record Registered(ModelId id, Verdict verdict) {}
}
