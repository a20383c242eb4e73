package dev.millrace.hpo.codec;

import dev.millrace.events.StudyChange;
import dev.millrace.events.StudyProgressed;
import dev.millrace.events.TrialCounts;
import dev.millrace.events.TrialState;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.AttemptStarted;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Counts;
import dev.millrace.hpo.study.Study;
import dev.millrace.topics.Topics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** {@code study-progressed}: what moved in a study, and where it stands afterwards. */
final class ProgressCodec {

  private ProgressCodec() {}

  /** What a study waits for now. */
  static StudyProgressed waiting(Study.Known study, StudyWaiting event) {
    String kind = event.waitsFor().map(wait -> wait.kind().name()).orElse("");
    return about(study, event.at(), StudyChange.WAITING)
        .setEventId(
            EventIds.of(Topics.STUDY_PROGRESSED, study.id(), StudyChange.WAITING, kind, event.at()))
        .build();
  }

  static StudyProgressed queued(Study.Known study, PoolEvent.Lasting event) {
    return about(study, event, StudyChange.QUEUED).build();
  }

  static StudyProgressed started(Study.Known study, PoolEvent.Lasting event) {
    return about(study, event, StudyChange.STARTED).build();
  }

  static StudyProgressed proposed(Study.Known study, TrialProposed event) {
    return about(study, event, StudyChange.TRIAL_PROPOSED, event.attempt())
        .setSampler(event.reason())
        .build();
  }

  static StudyProgressed started(Study.Known study, AttemptStarted event) {
    return about(study, event, StudyChange.TRIAL_STARTED, event.attempt())
        .setWorkerId(event.holder().workerId())
        .setEventId(
            id(event, StudyChange.TRIAL_STARTED, event.attempt(), event.holder().workerId()))
        .build();
  }

  static StudyProgressed lost(Study.Known study, AttemptLost event, PoolState before) {
    return about(study, event, StudyChange.ATTEMPT_LOST, event.attempt())
        .setWorkerId(workerOf(before, event.attempt()))
        .setReason(event.reason())
        .build();
  }

  static StudyProgressed ended(Study.Known study, SearchEnded event) {
    return about(study, event, StudyChange.FINAL_FIT).setReason(event.reason().text()).build();
  }

  static StudyProgressed counted(Study.Known study, TrialCounted event, PoolState before) {
    StudyProgressed.Builder builder =
        about(study, event, StudyChange.TRIAL_COUNTED, event.attempt())
            .setWorkerId(workerOf(before, event.attempt()));
    switch (event.outcome()) {
      case Outcome.Complete complete ->
          builder.setTrialState(TrialState.COMPLETE).setObjective(complete.objective());
      case Outcome.Pruned(double last, _, _) ->
          builder
              .setTrialState(TrialState.PRUNED)
              .setObjective(Double.isFinite(last) ? (@Nullable Double) last : null);
      case Outcome.Failed(String error) ->
          builder.setTrialState(TrialState.FAILED).setReason(error);
      case Outcome.Cancelled(String reason) ->
          builder.setTrialState(TrialState.CANCELLED).setReason(reason);
    }
    return builder.build();
  }

  /** The final fit counts when its study is closed. */
  static StudyProgressed fitted(Study.Known study, PoolEvent.Lasting event, AttemptId attempt) {
    return about(study, event, StudyChange.TRIAL_COUNTED, attempt)
        .setTrialState(TrialState.COMPLETE)
        .build();
  }

  static TrialCounts toAvro(Counts counts) {
    return TrialCounts.newBuilder()
        .setWaiting(counts.waiting())
        .setRunning(counts.running())
        .setComplete(counts.complete())
        .setPruned(counts.pruned())
        .setFailed(counts.failed())
        .setCancelled(counts.cancelled())
        .setLostAttempts(counts.lostAttempts())
        .build();
  }

  static Counts counts(Study.Known study) {
    return study instanceof Study.Briefed briefed ? briefed.trials().counts() : Counts.NONE;
  }

  /** All search trials, with those of the study that it continues; 0 while nobody knows. */
  static int trials(Study.Known study) {
    return study instanceof Study.Briefed briefed
        ? briefed.brief().budget().total()
        : study.job().plan().trials();
  }

  static String trialsReason(Study.Known study) {
    return study instanceof Study.Briefed briefed ? briefed.brief().budget().reason() : "";
  }

  private static StudyProgressed.Builder about(
      Study.Known study, PoolEvent.Lasting event, StudyChange change, AttemptId attempt) {
    return about(study, event, change)
        .setEventId(id(event, change, attempt, ""))
        .setTrialNumber(attempt.trial())
        .setAttempt(attempt.number());
  }

  private static StudyProgressed.Builder about(
      Study.Known study, PoolEvent.Lasting event, StudyChange change) {
    return about(study, event.at(), change);
  }

  private static StudyProgressed.Builder about(Study.Known study, Instant at, StudyChange change) {
    StudyProgressed.Builder builder =
        StudyProgressed.newBuilder()
            .setEventId(EventIds.of(Topics.STUDY_PROGRESSED, study.id(), change))
            .setOccurredAt(at)
            .setTenantId(study.job().tenant())
            .setJobId(study.id())
            .setStudyId(study.id())
            .setChange(change)
            .setNTrials(trials(study))
            .setNTrialsReason(trialsReason(study))
            .setCounts(toAvro(counts(study)));
    if (study instanceof Study.Briefed briefed) {
      briefed
          .trials()
          .best()
          .ifPresent(
              best -> builder.setBestValue(best.objective()).setBestTrialNumber(best.trial()));
    }
    return builder;
  }

  private static String id(
      PoolEvent.Lasting event, StudyChange change, AttemptId attempt, String worker) {
    return EventIds.of(Topics.STUDY_PROGRESSED, event.studyId(), change, attempt.text(), worker);
  }

  private static String workerOf(PoolState before, AttemptId attempt) {
    return before.lease(attempt).orElse(null) instanceof Lease.Held held ? held.workerId() : "";
  }
}
