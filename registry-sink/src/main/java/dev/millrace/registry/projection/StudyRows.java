package dev.millrace.registry.projection;

import static dev.millrace.registry.codec.EventJson.text;

import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyProgressed;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of a study, and which results it counts. */
final class StudyRows {
  private static final String PROGRESS =
      """
      insert into study as s (study_id, tenant_id, job_id, queued_at, search_started_at,
        final_fit_at, progressed_at, planned_trials, counts, best_value, best_trial_number, reason)
      values (:study, :tenant, :job, :queued, :started, :final, :at, :planned,
        cast(:counts as jsonb), :best, :number, :reason)
      on conflict (study_id) do update set
        queued_at = least(s.queued_at, excluded.queued_at),
        search_started_at = least(s.search_started_at, excluded.search_started_at),
        final_fit_at = least(s.final_fit_at, excluded.final_fit_at),
        progressed_at = excluded.progressed_at, planned_trials = excluded.planned_trials,
        counts = excluded.counts, best_value = excluded.best_value,
        best_trial_number = excluded.best_trial_number, reason = excluded.reason
      """;
  private static final String COUNTED =
      """
      insert into trial (study_id, trial_number, tenant_id, counted_attempt, counted_state,
        counted_value, counted_at)
      values (:study, :number, :tenant, :attempt, :state, :value, :at)
      on conflict (study_id, trial_number) do update set
        counted_attempt = excluded.counted_attempt, counted_state = excluded.counted_state,
        counted_value = excluded.counted_value, counted_at = excluded.counted_at
      """;
  private static final String LOST =
      """
      insert into trial_attempt (study_id, trial_number, attempt, lost_at, lost_reason)
      values (:study, :number, :attempt, :at, :reason)
      on conflict (study_id, trial_number, attempt) do update set lost_at = excluded.lost_at,
        lost_reason = excluded.lost_reason
      """;
  private static final String COMPLETED =
      """
      insert into study (study_id, tenant_id, job_id, completed_at, outcome, stop_reason, message,
        final_planned, final_counts, final_best_value, final_best_trial, best_parameters,
        started_at)
      values (:study, :tenant, :job, :at, :outcome, :stop, :message, :planned,
        cast(:counts as jsonb), :best, :number, cast(:parameters as jsonb), :started)
      on conflict (study_id) do update set completed_at = excluded.completed_at,
        outcome = excluded.outcome, stop_reason = excluded.stop_reason, message = excluded.message,
        final_planned = excluded.final_planned, final_counts = excluded.final_counts,
        final_best_value = excluded.final_best_value, final_best_trial = excluded.final_best_trial,
        best_parameters = excluded.best_parameters, started_at = excluded.started_at
      """;

  private StudyRows() {}

  static void progressed(Handle handle, List<StudyProgressed> events) {
    var studies = handle.prepareBatch(PROGRESS);
    for (StudyProgressed event : events) {
      studies
          .bind("study", event.getStudyId())
          .bind("tenant", event.getTenantId())
          .bind("job", event.getJobId())
          .bind("queued", atChange(event, "QUEUED"))
          .bind("started", atChange(event, "STARTED"))
          .bind("final", atChange(event, "FINAL_FIT"))
          .bind("at", event.getOccurredAt())
          .bind("planned", event.getNTrials())
          .bind("counts", text(event.getCounts()))
          .bind("best", event.getBestValue())
          .bind("number", event.getBestTrialNumber())
          .bind("reason", event.getReason())
          .add();
      switch (event.getChange()) {
        case TRIAL_COUNTED -> counted(handle, event);
        case ATTEMPT_LOST -> lost(handle, event);
        case UNKNOWN, QUEUED, STARTED, TRIAL_PROPOSED, TRIAL_STARTED, FINAL_FIT -> {
          // Moves the study's counts only.
        }
      }
    }
    studies.execute();
  }

  private static @Nullable Instant atChange(StudyProgressed event, String change) {
    return event.getChange().name().equals(change) ? event.getOccurredAt() : null;
  }

  private static void counted(Handle handle, StudyProgressed event) {
    handle
        .createUpdate(COUNTED)
        .bind("study", event.getStudyId())
        .bind("number", event.getTrialNumber())
        .bind("tenant", event.getTenantId())
        .bind("attempt", event.getAttempt())
        .bind("state", event.getTrialState().name().toLowerCase(Locale.ROOT))
        .bind("value", event.getObjective())
        .bind("at", event.getOccurredAt())
        .execute();
  }

  private static void lost(Handle handle, StudyProgressed event) {
    handle
        .createUpdate(LOST)
        .bind("study", event.getStudyId())
        .bind("number", event.getTrialNumber())
        .bind("attempt", event.getAttempt())
        .bind("at", event.getOccurredAt())
        .bind("reason", event.getReason())
        .execute();
  }

  static void completed(Handle handle, List<StudyCompleted> events) {
    var batch = handle.prepareBatch(COMPLETED);
    for (StudyCompleted event : events) {
      batch
          .bind("study", event.getStudyId())
          .bind("tenant", event.getTenantId())
          .bind("job", event.getJobId())
          .bind("at", event.getOccurredAt())
          .bind("outcome", event.getOutcome().name().toLowerCase(Locale.ROOT))
          .bind("stop", event.getStopReason())
          .bind("message", event.getMessage())
          .bind("planned", event.getNTrials())
          .bind("counts", text(event.getCounts()))
          .bind("best", event.getBestValue())
          .bind("number", event.getBestTrialNumber())
          .bind("parameters", text(event.getBestParameters()))
          .bind("started", startOf(event))
          .add();
    }
    batch.execute();
  }

  private static @Nullable Instant startOf(StudyCompleted event) {
    return event.getStartedAt().equals(Instant.EPOCH) ? null : event.getStartedAt();
  }
}
