package dev.millrace.registry.projection;

import static dev.millrace.registry.codec.EventJson.text;

import dev.millrace.events.StudyCompleted;
import dev.millrace.events.StudyProgressed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What becomes of a study, and which results it counts. */
final class StudyRows {
  private static final String STANDING =
      """
      insert into study (study_id, tenant_id, job_id, progressed_at, planned_trials, counts,
        best_value, best_trial_number, reason, waiting_for, trials_reason)
      values (:study, :tenant, :job, :at, :planned, cast(:counts as jsonb), :best, :number, :reason,
        :waiting, :why)
      on conflict (study_id) do update set progressed_at = excluded.progressed_at,
        planned_trials = excluded.planned_trials, counts = excluded.counts,
        best_value = excluded.best_value, best_trial_number = excluded.best_trial_number,
        reason = excluded.reason, waiting_for = excluded.waiting_for,
        trials_reason = excluded.trials_reason
      """;
  private static final String QUEUED =
      """
      insert into study (study_id, tenant_id, job_id, queued_at) values (:study, :tenant, :job, :at)
      on conflict (study_id) do update set queued_at = excluded.queued_at
      """;
  private static final String STARTED =
      """
      insert into study (study_id, tenant_id, job_id, search_started_at)
      values (:study, :tenant, :job, :at)
      on conflict (study_id) do update set search_started_at = excluded.search_started_at
      """;
  private static final String FINAL_FIT =
      """
      insert into study (study_id, tenant_id, job_id, final_fit_at)
      values (:study, :tenant, :job, :at)
      on conflict (study_id) do update set final_fit_at = excluded.final_fit_at
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
        started_at, final_trials_reason, pareto_trials, warm_started_from)
      values (:study, :tenant, :job, :at, :outcome, :stop, :message, :planned,
        cast(:counts as jsonb), :best, :number, cast(:parameters as jsonb), :started, :why,
        cast(:pareto as jsonb), cast(:warm as jsonb))
      on conflict (study_id) do update set completed_at = excluded.completed_at,
        outcome = excluded.outcome, stop_reason = excluded.stop_reason, message = excluded.message,
        final_planned = excluded.final_planned, final_counts = excluded.final_counts,
        final_best_value = excluded.final_best_value, final_best_trial = excluded.final_best_trial,
        best_parameters = excluded.best_parameters, started_at = excluded.started_at,
        final_trials_reason = excluded.final_trials_reason,
        pareto_trials = excluded.pareto_trials, warm_started_from = excluded.warm_started_from
      """;

  private StudyRows() {}

  static void progressed(Handle handle, List<StudyProgressed> events) {
    for (StudyProgressed event : events) {
      switch (event.getChange()) {
        case QUEUED -> milestone(handle, QUEUED, event);
        case STARTED -> milestone(handle, STARTED, event);
        case FINAL_FIT -> milestone(handle, FINAL_FIT, event);
        case TRIAL_COUNTED -> counted(handle, event);
        case ATTEMPT_LOST -> lost(handle, event);
        case UNKNOWN, TRIAL_PROPOSED, TRIAL_STARTED, WAITING -> {
          // Moves the study's counts only.
        }
      }
    }
    standing(handle, Latest.of(events, StudyProgressed::getStudyId));
  }

  private static void standing(Handle handle, Collection<StudyProgressed> latest) {
    var batch = handle.prepareBatch(STANDING);
    for (StudyProgressed event : latest) {
      batch
          .bind("study", event.getStudyId())
          .bind("tenant", event.getTenantId())
          .bind("job", event.getJobId())
          .bind("at", event.getOccurredAt())
          .bind("planned", event.getNTrials())
          .bind("counts", text(event.getCounts()))
          .bind("best", event.getBestValue())
          .bind("number", event.getBestTrialNumber())
          .bind("reason", event.getReason())
          .bind("waiting", event.getWaitingFor())
          .bind("why", event.getNTrialsReason())
          .add();
    }
    batch.execute();
  }

  private static void milestone(Handle handle, String update, StudyProgressed event) {
    handle
        .createUpdate(update)
        .bind("study", event.getStudyId())
        .bind("tenant", event.getTenantId())
        .bind("job", event.getJobId())
        .bind("at", event.getOccurredAt())
        .execute();
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
    for (StudyCompleted event : Latest.of(events, StudyCompleted::getStudyId)) {
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
          .bind("why", event.getNTrialsReason())
          .bind("pareto", text(event.getParetoTrials()))
          .bind("warm", text(event.getWarmStartedFrom()))
          .add();
    }
    batch.execute();
  }

  private static @Nullable Instant startOf(StudyCompleted event) {
    return event.getStartedAt().equals(Instant.EPOCH) ? null : event.getStartedAt();
  }
}
