package dev.millrace.features.lineage;

import dev.millrace.events.DatasetRef;
import dev.millrace.events.ModelRegistered;
import dev.millrace.events.ModelStageChanged;
import dev.millrace.platform.db.Arrived;
import dev.millrace.platform.db.ProjectionTarget;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;

/** Writes which dataset each model version was trained on, and in which stage it is. */
public final class ModelProjection implements ProjectionTarget {

  /** Consumer group, and the name under which the offsets are kept. */
  public static final String NAME = "feature-store-models";

  private static final String KEEP_MODEL =
      """
      INSERT INTO trained_model
        (tenant_id, model_name, version, dataset_sha256, series, variable,
         from_time, to_time, registered_at, feature_set, feature_set_version, step_seconds)
      VALUES (:tenant, :model, :version, :sha, :series, :variable, :from, :to, :at,
        :set, :set_version, :step)
      ON CONFLICT DO NOTHING
      """;

  /** The two topics are read independently: a stage may be known before its model. */
  private static final String KEEP_STAGE =
      """
      INSERT INTO trained_model_stage AS known (tenant_id, model_name, version, stage, changed_at)
      VALUES (:tenant, :model, :version, :stage, :at)
      ON CONFLICT (tenant_id, model_name, version) DO UPDATE
        SET stage = excluded.stage, changed_at = excluded.changed_at
        WHERE known.changed_at <= excluded.changed_at
      """;

  @Override
  public void apply(Handle handle, List<Arrived<? extends SpecificRecord>> events) {
    for (Arrived<? extends SpecificRecord> event : events) {
      switch (event.value()) {
        case ModelRegistered registered -> keep(handle, registered);
        case ModelStageChanged changed ->
            stage(
                handle,
                changed.getTenantId(),
                changed.getModelName(),
                changed.getVersion(),
                changed.getToStage(),
                changed.getOccurredAt());
        default -> throw new IllegalArgumentException("no event of models: " + event.topic());
      }
    }
  }

  private static void keep(Handle handle, ModelRegistered registered) {
    DatasetRef dataset = registered.getModel().getDataset();
    handle
        .createUpdate(KEEP_MODEL)
        .bind("tenant", registered.getTenantId())
        .bind("model", registered.getModelName())
        .bind("version", registered.getVersion())
        .bind("sha", dataset.getArtifact().getSha256())
        .bindArray("series", String.class, dataset.getSeries())
        .bind("variable", dataset.getTargetVariable())
        .bind("from", dataset.getFromTime().atOffset(ZoneOffset.UTC))
        .bind("to", dataset.getToTime().atOffset(ZoneOffset.UTC))
        .bind("at", registered.getOccurredAt().atOffset(ZoneOffset.UTC))
        .bind("set", dataset.getFeatureSet())
        .bind("set_version", dataset.getFeatureSetVersion())
        .bind("step", dataset.getStepSeconds())
        .execute();
    stage(
        handle,
        registered.getTenantId(),
        registered.getModelName(),
        registered.getVersion(),
        registered.getStage(),
        registered.getOccurredAt());
  }

  private static void stage(
      Handle handle, String tenant, String model, String version, String stage, Instant at) {
    handle
        .createUpdate(KEEP_STAGE)
        .bind("tenant", tenant)
        .bind("model", model)
        .bind("version", version)
        .bind("stage", stage)
        .bind("at", at.atOffset(ZoneOffset.UTC))
        .execute();
  }
}
