package dev.millrace.hpo.codec;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.hpo.journal.AttemptEndedEntry;
import dev.millrace.hpo.journal.AttemptLostEntry;
import dev.millrace.hpo.journal.AttemptStartedEntry;
import dev.millrace.hpo.journal.CancellationNotedEntry;
import dev.millrace.hpo.journal.CheckpointNotedEntry;
import dev.millrace.hpo.journal.DatasetNotedEntry;
import dev.millrace.hpo.journal.HistoryDroppedEntry;
import dev.millrace.hpo.journal.HistoryRecalledEntry;
import dev.millrace.hpo.journal.JobNotedEntry;
import dev.millrace.hpo.journal.JournalEntry;
import dev.millrace.hpo.journal.LeaseEntry;
import dev.millrace.hpo.journal.ModelRememberedEntry;
import dev.millrace.hpo.journal.RefusalNotedEntry;
import dev.millrace.hpo.journal.SearchEndedEntry;
import dev.millrace.hpo.journal.SearchStoppedEntry;
import dev.millrace.hpo.journal.SearchTimedOutEntry;
import dev.millrace.hpo.journal.StudyClosedEntry;
import dev.millrace.hpo.journal.StudyForgottenEntry;
import dev.millrace.hpo.journal.StudyQueuedEntry;
import dev.millrace.hpo.journal.StudyStartedEntry;
import dev.millrace.hpo.journal.TrialCountedEntry;
import dev.millrace.hpo.journal.TrialProposedEntry;
import dev.millrace.hpo.pool.Ending;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Budget;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.StopReason;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** Events of a pool out of journal entries. {@link JournalWriter} is its inverse. */
final class JournalReader {

  private final Envelopes envelopes;

  JournalReader(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  PoolEvent fromAvro(JournalEntry entry) {
    String study = entry.getStudyId();
    Instant at = entry.getAt();
    return switch (entry.getEvent()) {
      case JobNotedEntry noted -> new PoolEvent.JobNoted(job(noted.getJob()), at);
      case DatasetNotedEntry noted ->
          new PoolEvent.DatasetNoted(study, dataset(noted.getDataset()), at);
      case RefusalNotedEntry noted -> new PoolEvent.RefusalNoted(study, noted.getReasons(), at);
      case CancellationNotedEntry noted ->
          new PoolEvent.CancellationNoted(study, noted.getReason(), at);
      case StudyQueuedEntry queued -> queued(queued, at);
      case HistoryRecalledEntry recalled ->
          new PoolEvent.HistoryRecalled(
              study,
              recalled.getTrials().stream().map(PastCodec::fromAvro).toList(),
              recalled.getMetricsOfBest(),
              at);
      case StudyStartedEntry started ->
          new PoolEvent.StudyStarted(
              study, started.getStarts().stream().map(PastCodec::fromAvro).toList(), at);
      case SearchTimedOutEntry _ -> new PoolEvent.SearchStopped(study, StopReason.TIMEOUT, at);
      case SearchStoppedEntry stopped ->
          new PoolEvent.SearchStopped(study, reason(stopped.getReason()), at);
      case SearchEndedEntry ended ->
          new PoolEvent.SearchEnded(study, reason(ended.getReason()), at);
      case StudyClosedEntry closed -> closed(study, closed, at);
      case HistoryDroppedEntry dropped ->
          new PoolEvent.HistoryDropped(
              study,
              dropped.getTenant(),
              dropped.getClosedAt(),
              leases(study, dropped.getStillOut()),
              at);
      case ModelRememberedEntry learnt ->
          new PoolEvent.ModelRemembered(
              learnt.getModel(),
              study,
              learnt.getStudies().stream().map(PastCodec::fromAvro).toList(),
              at);
      case StudyForgottenEntry _ -> new PoolEvent.StudyForgotten(study, at);
      case Object about -> attempt(study, about, at);
    };
  }

  private PoolEvent queued(StudyQueuedEntry entry, Instant at) {
    Job job = job(entry.getJob());
    Dataset dataset = dataset(entry.getDataset());
    // Entries of older versions do not know their budget: there was nothing to decide.
    Budget budget =
        entry.getTrials() == 0
            ? Budget.of(job.plan(), dataset)
            : new Budget(0, entry.getTrials(), entry.getTrialsReason());
    return new PoolEvent.StudyQueued(job, dataset, budget, at);
  }

  private static PoolEvent attempt(String study, Object entry, Instant at) {
    return switch (entry) {
      case TrialProposedEntry proposed ->
          new PoolEvent.TrialProposed(
              new AttemptId(study, proposed.getTrial(), proposed.getAttempt()),
              proposed.getRanks(),
              ParameterCodec.fromAvro(proposed.getParameters()),
              "",
              proposed.getLeasedUntil(),
              at);
      case AttemptStartedEntry started ->
          new PoolEvent.AttemptStarted(
              new AttemptId(study, started.getTrial(), started.getAttempt(), started.getRank()),
              new Lease.Holder(started.getWorkerId(), started.getWorkerName(), started.getSince()),
              started.getLeasedUntil(),
              at);
      case CheckpointNotedEntry noted ->
          new PoolEvent.CheckpointNoted(
              new AttemptId(study, noted.getTrial(), noted.getAttempt()),
              new Checkpoint(
                  noted.getAttempt(),
                  noted.getRound(),
                  noted.getUri(),
                  noted.getSha256(),
                  noted.getSizeBytes()),
              at);
      case AttemptEndedEntry ended ->
          new PoolEvent.AttemptEnded(
              new AttemptId(study, ended.getTrial(), ended.getAttempt(), ended.getRank()), at);
      case AttemptLostEntry lost ->
          new PoolEvent.AttemptLost(
              new AttemptId(study, lost.getTrial(), lost.getAttempt(), lost.getRank()),
              lost.getReason(),
              at);
      case TrialCountedEntry counted ->
          new PoolEvent.TrialCounted(
              new AttemptId(study, counted.getTrial(), counted.getAttempt()),
              OutcomeCodec.fromAvro(counted),
              Curve.ofValues(counted.getCurve()),
              counted.getMetrics(),
              at);
      default ->
          throw new IllegalArgumentException("the journal holds no " + entry.getClass().getName());
    };
  }

  private PoolEvent closed(String study, StudyClosedEntry closed, Instant at) {
    Ending ending =
        switch (closed.getEnding()) {
          case OutcomeWords.COMPLETED ->
              new Ending.Completed(
                  new AttemptId(study, closed.getTrial(), closed.getAttempt()),
                  envelopes.open(closed.getModel()));
          case OutcomeWords.FAILED -> new Ending.Failed();
          case OutcomeWords.CANCELLED -> new Ending.Cancelled();
          default -> throw unknown(closed.getEnding());
        };
    return new PoolEvent.StudyClosed(
        study,
        closed.getTenant(),
        ending,
        reason(closed.getReason()),
        closed.getMessage(),
        leases(study, closed.getStillOut()),
        closed.getArchived(),
        at);
  }

  private static List<Lease> leases(String study, List<LeaseEntry> entries) {
    return entries.stream().map(entry -> lease(study, entry)).toList();
  }

  private static Lease lease(String study, LeaseEntry entry) {
    AttemptId attempt = new AttemptId(study, entry.getTrial(), entry.getAttempt(), entry.getRank());
    return entry.getWorkerId().isEmpty()
        ? new Lease.Offered(attempt, entry.getLeasedUntil())
        : new Lease.Held(
            attempt,
            new Lease.Holder(entry.getWorkerId(), entry.getWorkerName(), entry.getSince()),
            entry.getLeasedUntil());
  }

  private Dataset dataset(ByteBuffer envelope) {
    return DatasetCodec.fromAvro((DatasetPrepared) envelopes.open(envelope).event());
  }

  private Job job(ByteBuffer envelope) {
    return JobCodec.fromAvro((JobAccepted) envelopes.open(envelope).event());
  }

  private static StopReason reason(String text) {
    return Arrays.stream(StopReason.values())
        .filter(reason -> reason.text().equals(text))
        .findFirst()
        .orElseThrow(() -> unknown(text));
  }

  private static IllegalArgumentException unknown(String word) {
    return new IllegalArgumentException("the journal knows no word " + word);
  }
}
