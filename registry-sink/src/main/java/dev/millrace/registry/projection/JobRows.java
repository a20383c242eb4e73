package dev.millrace.registry.projection;

import static dev.millrace.registry.codec.EventJson.text;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobRejected;
import dev.millrace.events.JobState;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What becomes of a job: request, verdict, dataset, state. */
final class JobRows {
  private static final String ACCEPTED =
      """
      insert into job (job_id, tenant_id, accepted_at, model_type, model_name, feature_set,
        priority, requested_by, config, tags, cause)
      values (:job, :tenant, :at, :type, :model, :features, :priority, :by,
        cast(:config as jsonb), cast(:tags as jsonb), cast(:cause as jsonb))
      on conflict (job_id) do update set accepted_at = excluded.accepted_at,
        model_type = excluded.model_type, model_name = excluded.model_name,
        feature_set = excluded.feature_set, priority = excluded.priority,
        requested_by = excluded.requested_by, config = excluded.config, tags = excluded.tags,
        cause = excluded.cause
      """;
  private static final String REJECTED =
      """
      insert into job (job_id, tenant_id, rejected_at, violations)
      values (:job, :tenant, :at, cast(:violations as jsonb))
      on conflict (job_id) do update set rejected_at = excluded.rejected_at,
        violations = excluded.violations
      """;
  private static final String CANCELLED =
      """
      insert into job (job_id, tenant_id, cancelled_at, cancelled_by, cancel_reason)
      values (:job, :tenant, :at, :by, :reason)
      on conflict (job_id) do update set cancelled_at = excluded.cancelled_at,
        cancelled_by = excluded.cancelled_by, cancel_reason = excluded.cancel_reason
      """;
  private static final String DATASET =
      """
      insert into job (job_id, tenant_id, prepared_at, dataset_refused, refusals, dataset, quality,
        dataset_wait_ms, dataset_build_ms)
      values (:job, :tenant, :at, :refused, cast(:refusals as jsonb), cast(:dataset as jsonb),
        cast(:quality as jsonb), :wait, :build)
      on conflict (job_id) do update set prepared_at = excluded.prepared_at,
        dataset_refused = excluded.dataset_refused, refusals = excluded.refusals,
        dataset = excluded.dataset, quality = excluded.quality,
        dataset_wait_ms = excluded.dataset_wait_ms, dataset_build_ms = excluded.dataset_build_ms
      """;
  private static final String STATE =
      """
      insert into job (job_id, tenant_id, revision, status, phase, message, problems, created_at,
        started_at, finished_at, model_id)
      values (:job, :tenant, :revision, :status, :phase, :message, cast(:problems as jsonb),
        :created, :started, :finished, :model)
      on conflict (job_id) do update set revision = excluded.revision, status = excluded.status,
        phase = excluded.phase, message = excluded.message, problems = excluded.problems,
        created_at = excluded.created_at, started_at = excluded.started_at,
        finished_at = excluded.finished_at, model_id = excluded.model_id
      """;

  private JobRows() {}

  static void accepted(Handle handle, List<JobAccepted> events) {
    var batch = handle.prepareBatch(ACCEPTED);
    for (JobAccepted event : Latest.of(events, JobAccepted::getJobId)) {
      batch
          .bind("job", event.getJobId())
          .bind("tenant", event.getTenantId())
          .bind("at", event.getOccurredAt())
          .bind("type", event.getModelType())
          .bind("model", event.getModelName())
          .bind("features", event.getFeatureSet())
          .bind("priority", event.getPriority().name().toLowerCase(Locale.ROOT))
          .bind("by", event.getRequestedBy())
          .bind("config", text(event.getConfig()))
          .bind("tags", text(event.getTags()))
          .bind("cause", text(event.getCause()))
          .add();
    }
    batch.execute();
  }

  static void rejected(Handle handle, List<JobRejected> events) {
    var batch = handle.prepareBatch(REJECTED);
    for (JobRejected event : Latest.of(events, JobRejected::getJobId)) {
      batch
          .bind("job", event.getJobId())
          .bind("tenant", event.getTenantId())
          .bind("at", event.getOccurredAt())
          .bind("violations", text(event.getViolations()))
          .add();
    }
    batch.execute();
  }

  static void cancelled(Handle handle, List<JobCancelled> events) {
    var batch = handle.prepareBatch(CANCELLED);
    for (JobCancelled event : Latest.of(events, JobCancelled::getJobId)) {
      batch
          .bind("job", event.getJobId())
          .bind("tenant", event.getTenantId())
          .bind("at", event.getOccurredAt())
          .bind("by", event.getRequestedBy())
          .bind("reason", event.getReason())
          .add();
    }
    batch.execute();
  }

  static void dataset(Handle handle, List<DatasetPrepared> events) {
    var batch = handle.prepareBatch(DATASET);
    for (DatasetPrepared event : Latest.of(events, DatasetPrepared::getJobId)) {
      batch
          .bind("job", event.getJobId())
          .bind("tenant", event.getTenantId())
          .bind("at", event.getOccurredAt())
          .bind("refused", event.getRefused())
          .bind("refusals", text(event.getRefusals()))
          .bind("dataset", text(event.getDataset()))
          .bind("quality", text(event.getQuality()))
          .bind("wait", event.getWaitMs())
          .bind("build", event.getBuildMs())
          .add();
    }
    batch.execute();
  }

  static void state(Handle handle, List<JobState> events) {
    var batch = handle.prepareBatch(STATE);
    for (JobState event : Latest.of(events, JobState::getJobId)) {
      batch
          .bind("job", event.getJobId())
          .bind("tenant", event.getTenantId())
          .bind("revision", event.getRevision())
          .bind("status", event.getStatus().name().toLowerCase(Locale.ROOT))
          .bind("phase", event.getPhase())
          .bind("message", event.getMessage())
          .bind("problems", text(event.getProblems()))
          .bind("created", event.getCreatedAt())
          .bind("started", event.getStartedAt())
          .bind("finished", event.getFinishedAt())
          .bind("model", event.getModelId())
          .add();
    }
    batch.execute();
  }
}
