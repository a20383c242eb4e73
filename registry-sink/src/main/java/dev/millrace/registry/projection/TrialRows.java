package dev.millrace.registry.projection;

import static dev.millrace.registry.codec.EventJson.text;

import dev.millrace.events.StepReport;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.TrialProposed;
import dev.millrace.registry.trial.StepThinning;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What becomes of a trial and of every attempt at it. */
final class TrialRows {
  private static final String PROPOSED_TRIAL =
      """
      insert into trial (study_id, trial_number, tenant_id, trial_id, kind, parameters, seed,
        objective, reason)
      values (:study, :number, :tenant, :trial, :kind, cast(:parameters as jsonb), :seed,
        :objective, :reason)
      on conflict (study_id, trial_number) do update set trial_id = excluded.trial_id,
        kind = excluded.kind, parameters = excluded.parameters, seed = excluded.seed,
        objective = excluded.objective, reason = excluded.reason
      """;
  private static final String PROPOSED_ATTEMPT =
      """
      insert into trial_attempt (study_id, trial_number, attempt, proposed_at, pool, lease_seconds,
        stopping_rule)
      values (:study, :number, :attempt, :at, :pool, :lease, cast(:rule as jsonb))
      on conflict (study_id, trial_number, attempt) do update set
        proposed_at = excluded.proposed_at, pool = excluded.pool,
        lease_seconds = excluded.lease_seconds, stopping_rule = excluded.stopping_rule
      """;
  // Any report shows that the attempt has started: the earliest is the nearest to the truth.
  private static final String PROGRESS =
      """
      insert into trial_attempt as a (study_id, trial_number, attempt, started_at, started_by,
        last_seen_at, steps_seen, planned_steps)
      values (:study, :number, :attempt, :started, :worker, :seen, :steps, :planned)
      on conflict (study_id, trial_number, attempt) do update set
        started_at = least(a.started_at, excluded.started_at), started_by = excluded.started_by,
        last_seen_at = greatest(a.last_seen_at, excluded.last_seen_at),
        steps_seen = greatest(a.steps_seen, excluded.steps_seen),
        planned_steps = greatest(a.planned_steps, excluded.planned_steps)
      """;
  private static final String STEP =
      """
      insert into trial_metric (study_id, trial_number, attempt, step, value, budget_share,
        elapsed_ms)
      values (:study, :number, :attempt, :step, :value, :share, :elapsed)
      on conflict do nothing
      """;
  private static final String RESULT =
      """
      insert into trial_result (study_id, trial_number, attempt, trial_id, kind, worker_id, state,
        objective, metrics, test_metrics, baselines, artifact, parameters, seed, steps, error,
        resources, library_versions, completed_at)
      values (:study, :number, :attempt, :trial, :kind, :worker, :state, :objective,
        cast(:metrics as jsonb), cast(:test as jsonb), cast(:baselines as jsonb),
        cast(:artifact as jsonb), cast(:parameters as jsonb), :seed, :steps, :error,
        cast(:resources as jsonb), cast(:versions as jsonb), :at)
      on conflict do nothing
      """;

  private TrialRows() {}

  static void proposed(Handle handle, List<TrialProposed> events) {
    trials(handle, events);
    attempts(handle, events);
  }

  private static void trials(Handle handle, List<TrialProposed> events) {
    var batch = handle.prepareBatch(PROPOSED_TRIAL);
    for (TrialProposed event : Latest.of(events, TrialRows::trialOf)) {
      batch
          .bind("study", event.getStudyId())
          .bind("number", event.getTrialNumber())
          .bind("tenant", event.getTenantId())
          .bind("trial", event.getTrialId())
          .bind("kind", word(event.getKind()))
          .bind("parameters", text(event.getParameters()))
          .bind("seed", event.getSeed())
          .bind("objective", event.getObjective())
          .bind("reason", event.getReason())
          .add();
    }
    batch.execute();
  }

  private static void attempts(Handle handle, List<TrialProposed> events) {
    var batch = handle.prepareBatch(PROPOSED_ATTEMPT);
    for (TrialProposed event : Latest.of(events, TrialRows::attemptOf)) {
      batch
          .bind("study", event.getStudyId())
          .bind("number", event.getTrialNumber())
          .bind("attempt", event.getAttempt())
          .bind("at", event.getOccurredAt())
          .bind("pool", event.getPool())
          .bind("lease", event.getLeaseSeconds())
          .bind("rule", text(event.getStoppingRule()))
          .add();
    }
    batch.execute();
  }

  static Rows<TrialProgressed> progressed(StepThinning thinning) {
    return (handle, events) -> {
      var batch = handle.prepareBatch(PROGRESS);
      for (AttemptProgress progress : AttemptProgress.of(events)) {
        batch
            .bind("study", progress.key().studyId())
            .bind("number", progress.key().trialNumber())
            .bind("attempt", progress.key().attempt())
            .bind("started", progress.earliest())
            .bind("seen", progress.latest())
            .bind("worker", progress.workerId())
            .bind("steps", progress.steps())
            .bind("planned", progress.planned())
            .add();
      }
      batch.execute();
      steps(handle, thinning, events);
    };
  }

  private static void steps(Handle handle, StepThinning thinning, List<TrialProgressed> events) {
    var steps = handle.prepareBatch(STEP);
    for (TrialProgressed event : events) {
      for (StepReport step : event.getSteps()) {
        if (thinning.keeps(step.getStep(), event.getTotalSteps())) {
          steps
              .bind("study", event.getStudyId())
              .bind("number", event.getTrialNumber())
              .bind("attempt", event.getAttempt())
              .bind("step", step.getStep())
              .bind("value", step.getValue())
              .bind("share", step.getBudgetShare())
              .bind("elapsed", step.getElapsedMs())
              .add();
        }
      }
    }
    if (steps.size() > 0) {
      steps.execute();
    }
  }

  static void completed(Handle handle, List<TrialCompleted> events) {
    var batch = handle.prepareBatch(RESULT);
    for (TrialCompleted event : events) {
      batch
          .bind("study", event.getStudyId())
          .bind("number", event.getTrialNumber())
          .bind("attempt", event.getAttempt())
          .bind("trial", event.getTrialId())
          .bind("kind", word(event.getKind()))
          .bind("worker", event.getWorkerId())
          .bind("state", word(event.getState()))
          .bind("objective", event.getObjective())
          .bind("metrics", text(event.getMetrics()))
          .bind("test", text(event.getTestMetrics()))
          .bind("baselines", text(event.getBaselines()))
          .bind("artifact", text(event.getArtifact()))
          .bind("parameters", text(event.getParameters()))
          .bind("seed", event.getSeed())
          .bind("steps", event.getSteps())
          .bind("error", event.getError())
          .bind("resources", text(event.getResources()))
          .bind("versions", text(event.getLibraryVersions()))
          .bind("at", event.getOccurredAt())
          .add();
    }
    batch.execute();
  }

  private static Object trialOf(TrialProposed event) {
    return List.of(event.getStudyId(), event.getTrialNumber());
  }

  private static Object attemptOf(TrialProposed event) {
    return List.of(event.getStudyId(), event.getTrialNumber(), event.getAttempt());
  }

  private static String word(Enum<?> symbol) {
    return symbol.name().toLowerCase(Locale.ROOT);
  }
}
