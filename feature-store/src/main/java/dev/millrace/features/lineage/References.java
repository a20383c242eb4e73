package dev.millrace.features.lineage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.millrace.features.dataset.drift.Profile;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** What is remembered of datasets, for comparing later ones with them. */
public final class References {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String KEEP =
      """
      INSERT INTO dataset_profile (sha256, profile) VALUES (:sha, :profile)
      ON CONFLICT DO NOTHING
      """;

  private static final String FIND =
      """
      SELECT model.version, profile.profile
      FROM trained_model AS model
      JOIN dataset_profile AS profile ON profile.sha256 = model.dataset_sha256
      LEFT JOIN trained_model_stage AS stage USING (tenant_id, model_name, version)
      WHERE model.tenant_id = :tenant AND model.model_name = :model
      ORDER BY coalesce(stage.stage = 'production', false) DESC, model.registered_at DESC
      LIMIT 1
      """;

  private final Jdbi jdbi;

  public References(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * The profile of a model's dataset.
   *
   * @param modelId id of the version
   */
  public record Reference(String modelId, Profile profile) {}

  /** Keeps the profile of a dataset; the same dataset has the same one. */
  public void keep(String sha256, Profile profile) {
    String json = json(profile);
    jdbi.useHandle(
        handle -> handle.createUpdate(KEEP).bind("sha", sha256).bind("profile", json).execute());
  }

  /** Of the version in production, else of the one that was registered last. */
  public Optional<Reference> find(String tenant, String model) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("tenant", tenant)
                .bind("model", model)
                .map(
                    (row, _) ->
                        new Reference(
                            "%s/%s/%s".formatted(tenant, model, row.getString(1)),
                            profile(row.getString(2))))
                .findOne());
  }

  private static String json(Profile profile) {
    try {
      return JSON.writeValueAsString(profile);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a profile cannot be written", e);
    }
  }

  private static Profile profile(String json) {
    try {
      return JSON.readValue(json, Profile.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException("a stored profile cannot be read", e);
    }
  }
}
