package dev.millrace.registry.registration;

import static dev.millrace.registry.codec.EventJson.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.events.ModelCard;
import dev.millrace.events.Violation;
import dev.millrace.registry.model.Candidate;
import dev.millrace.registry.model.Candidate.Predecessor;
import dev.millrace.registry.model.Candidate.Registered;
import dev.millrace.registry.model.Lineage;
import dev.millrace.registry.model.SemanticVersion;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The table of versions; a model's versions are given out by one transaction at a time. */
final class Versions {
  private static final String LOCK =
      "select pg_advisory_xact_lock(hashtextextended('model ' || :tenant || '/' || :name, 0))";
  private static final String LATEST =
      """
      select major, minor, patch, model_type, feature_set, feature_set_version, parameters, searched
      from model_version where tenant_id = :tenant and model_name = :name
      order by major desc, minor desc, patch desc limit 1
      """;
  private static final String INSERT =
      """
      insert into model_version (model_id, tenant_id, model_name, major, minor, patch, job_id,
        study_id, trial_id, model_type, feature_set, feature_set_version, searched, parameters,
        seed, artifact_uri, artifact_sha256, artifact_bytes, validation_metrics, test_metrics,
        baselines, library_versions, dataset, cause, tags, gate_passed, gate_findings,
        registered_at)
      values (:id, :tenant, :name, :major, :minor, :patch, :job, :study, :trial, :type, :features,
        :feature_version, :searched, cast(:parameters as jsonb), :seed, :uri, :sha, :bytes,
        cast(:validation as jsonb), cast(:test as jsonb), cast(:baselines as jsonb),
        cast(:libraries as jsonb), cast(:dataset as jsonb), cast(:cause as jsonb),
        cast(:tags as jsonb), :passed, cast(:findings as jsonb), :at)
      """;
  // Avro knows long where JSON may see an int: a parameter must compare equal to itself.
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_LONG_FOR_INTS);

  private Versions() {}

  /** Makes other registrations of this model wait until the transaction ends. */
  static void lock(Handle handle, Candidate candidate) {
    handle
        .createQuery(LOCK)
        .bind("tenant", candidate.tenant())
        .bind("name", candidate.name())
        .mapToMap()
        .one();
  }

  static Optional<Predecessor> latest(Handle handle, Candidate candidate) {
    return handle
        .createQuery(LATEST)
        .bind("tenant", candidate.tenant())
        .bind("name", candidate.name())
        .map((row, context) -> predecessor(row))
        .findOne();
  }

  private static Predecessor predecessor(ResultSet row) throws SQLException {
    return new Predecessor(
        new SemanticVersion(row.getInt("major"), row.getInt("minor"), row.getInt("patch")),
        new Lineage(
            row.getString("model_type"),
            row.getString("feature_set"),
            row.getInt("feature_set_version"),
            parameters(row.getString("parameters")),
            row.getBoolean("searched")));
  }

  private static Map<String, Object> parameters(String json) throws SQLException {
    try {
      return JSON.readValue(json, new TypeReference<>() {});
    } catch (JsonProcessingException e) {
      throw new SQLException("parameters hold no JSON", e);
    }
  }

  static void insert(
      Handle handle,
      String jobId,
      Candidate candidate,
      ModelCard card,
      Registered registered,
      List<Violation> findings,
      Instant at) {
    SemanticVersion version = registered.id().version();
    handle
        .createUpdate(INSERT)
        .bind("id", registered.id().toString())
        .bind("tenant", candidate.tenant())
        .bind("name", candidate.name())
        .bind("major", version.major())
        .bind("minor", version.minor())
        .bind("patch", version.patch())
        .bind("job", jobId)
        .bind("study", card.getStudyId())
        .bind("trial", card.getTrialId())
        .bind("type", card.getModelType())
        .bind("features", candidate.lineage().featureSet())
        .bind("feature_version", candidate.lineage().featureSetVersion())
        .bind("searched", candidate.lineage().searched())
        .bind("parameters", text(card.getParameters()))
        .bind("seed", card.getSeed())
        .bind("uri", card.getArtifact().getUri())
        .bind("sha", card.getArtifact().getSha256())
        .bind("bytes", card.getArtifact().getSizeBytes())
        .bind("validation", text(card.getValidationMetrics()))
        .bind("test", text(card.getTestMetrics()))
        .bind("baselines", text(card.getBaselines()))
        .bind("libraries", text(card.getLibraryVersions()))
        .bind("dataset", text(card.getDataset()))
        .bind("cause", text(card.getCause()))
        .bind("tags", text(card.getTags()))
        .bind("passed", registered.verdict().passed())
        .bind("findings", text(findings))
        .bind("at", at)
        .execute();
  }
}
