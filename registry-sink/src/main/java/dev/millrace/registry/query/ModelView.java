package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * A model version as REST shows it.
 *
 * @param modelId tenant/name/version
 * @param metrics validation and test metrics, by name
 * @param baselines metrics on the same test rows, by baseline and then by name
 */
public record ModelView(
    String modelId,
    String tenantId,
    String modelName,
    String version,
    String modelType,
    String stage,
    Instant registeredAt,
    Metrics metrics,
    JsonNode baselines,
    Gate gate,
    Artifact artifact,
    Lineage lineage,
    JsonNode tags) {

  /** On validation rows (of the best trial) and on test rows (of the final fit). */
  public record Metrics(JsonNode validation, JsonNode test) {}

  /** Whether the gates let it through, and what each found. */
  public record Gate(boolean passed, JsonNode findings) {}

  /** Where its bytes are. */
  public record Artifact(String uri, String sha256, long sizeBytes) {}

  /**
   * All that it takes to make it again.
   *
   * @param searched whether the parameters were looked for, rather than given
   */
  public record Lineage(
      String jobId,
      String studyId,
      String trialId,
      String datasetSha256,
      String featureSet,
      int featureSetVersion,
      boolean searched,
      JsonNode parameters,
      long seed,
      JsonNode libraryVersions,
      JsonNode cause,
      JsonNode dataset) {}
}
