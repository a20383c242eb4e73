package dev.millrace.hpo.codec;

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
import dev.millrace.hpo.journal.StudyClosedEntry;
import dev.millrace.hpo.journal.StudyForgottenEntry;
import dev.millrace.hpo.journal.StudyQueuedEntry;
import dev.millrace.hpo.journal.StudyStartedEntry;
import dev.millrace.hpo.journal.TrialProposedEntry;
import dev.millrace.hpo.pool.Ending;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolEvent.AboutAttempt;
import dev.millrace.hpo.pool.PoolEvent.AttemptEnded;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.AttemptStarted;
import dev.millrace.hpo.pool.PoolEvent.CancellationNoted;
import dev.millrace.hpo.pool.PoolEvent.CheckpointNoted;
import dev.millrace.hpo.pool.PoolEvent.DatasetNoted;
import dev.millrace.hpo.pool.PoolEvent.HistoryDropped;
import dev.millrace.hpo.pool.PoolEvent.HistoryRecalled;
import dev.millrace.hpo.pool.PoolEvent.JobNoted;
import dev.millrace.hpo.pool.PoolEvent.ModelRemembered;
import dev.millrace.hpo.pool.PoolEvent.RefusalNoted;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchStopped;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyForgotten;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.pool.PoolEvent.StudyStarted;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.topics.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.TreeMap;

/** Events of a pool as journal entries. {@link JournalReader} is its inverse. */
final class JournalWriter {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Envelopes envelopes;

  JournalWriter(Envelopes envelopes) {
    this.envelopes = envelopes;
  }

  JournalEntry toAvro(PoolEvent.Lasting event) {
    return new JournalEntry(event.studyId(), event.at(), entry(event));
  }

  private Object entry(PoolEvent.Lasting event) {
    return switch (event) {
      case JobNoted(var job, _) ->
          new JobNotedEntry(envelopes.close(Topics.JOB_ACCEPTED, job.request()));
      case DatasetNoted(_, var dataset, _) ->
          new DatasetNotedEntry(envelopes.close(Topics.DATASET_PREPARED, dataset.event()));
      case RefusalNoted(_, var reasons, _) -> new RefusalNotedEntry(reasons);
      case CancellationNoted(_, var reason, _) -> new CancellationNotedEntry(reason);
      case StudyQueued(var job, var dataset, var budget, _) ->
          new StudyQueuedEntry(
              envelopes.close(Topics.JOB_ACCEPTED, job.request()),
              envelopes.close(Topics.DATASET_PREPARED, dataset.event()),
              budget.trials(),
              budget.reason());
      case HistoryRecalled(_, var trials, var metrics, _) ->
          new HistoryRecalledEntry(
              trials.stream().map(PastCodec::toAvro).toList(), new TreeMap<>(metrics));
      case StudyStarted(_, var starts, _) ->
          new StudyStartedEntry(starts.stream().map(PastCodec::toAvro).toList());
      case SearchStopped(_, var reason, _) -> new SearchStoppedEntry(reason.text());
      case SearchEnded(_, var reason, _) -> new SearchEndedEntry(reason.text());
      case StudyClosed closed -> closed(closed);
      case HistoryDropped(_, var tenant, var closedAt, var stillOut, _) ->
          new HistoryDroppedEntry(tenant, closedAt, leases(stillOut));
      case ModelRemembered(var model, _, var studies, _) ->
          new ModelRememberedEntry(model, studies.stream().map(PastCodec::toAvro).toList());
      case StudyForgotten _ -> new StudyForgottenEntry();
      case AboutAttempt about -> attempt(about, about.attempt());
    };
  }

  private static Object attempt(AboutAttempt event, AttemptId id) {
    return switch (event) {
      case TrialProposed(_, var ranks, var parameters, _, var until, _) ->
          new TrialProposedEntry(
              id.trial(), id.number(), ParameterCodec.toAvro(parameters), until, ranks);
      case AttemptStarted(_, Lease.Holder(var worker, var name, var since), var until, _) ->
          new AttemptStartedEntry(id.trial(), id.number(), worker, until, name, since, id.rank());
      case CheckpointNoted(_, var stored, _) ->
          new CheckpointNotedEntry(
              id.trial(),
              id.number(),
              stored.round(),
              stored.uri(),
              stored.sha256(),
              stored.sizeBytes());
      case AttemptEnded _ -> new AttemptEndedEntry(id.trial(), id.number(), id.rank());
      case AttemptLost(_, var reason, _) ->
          new AttemptLostEntry(id.trial(), id.number(), reason, id.rank());
      case TrialCounted(_, var outcome, var curve, var metrics, _) ->
          OutcomeCodec.toAvro(id.trial(), id.number(), outcome, curve, new TreeMap<>(metrics));
    };
  }

  private StudyClosedEntry closed(StudyClosed event) {
    StudyClosedEntry.Builder builder =
        StudyClosedEntry.newBuilder()
            .setReason(event.reason().text())
            .setMessage(event.message())
            .setModel(NOTHING)
            .setStillOut(leases(event.stillOut()))
            .setTenant(event.tenant())
            .setArchived(event.archived());
    switch (event.ending()) {
      case Ending.Completed(var fittedBy, var model) ->
          builder
              .setEnding(OutcomeWords.COMPLETED)
              .setTrial(fittedBy.trial())
              .setAttempt(fittedBy.number())
              .setModel(envelopes.close(Topics.TRIAL_COMPLETED, model));
      case Ending.Failed _ -> builder.setEnding(OutcomeWords.FAILED);
      case Ending.Cancelled _ -> builder.setEnding(OutcomeWords.CANCELLED);
    }
    return builder.build();
  }

  private static List<LeaseEntry> leases(List<Lease> leases) {
    return leases.stream().map(JournalWriter::lease).toList();
  }

  private static LeaseEntry lease(Lease lease) {
    LeaseEntry.Builder entry =
        LeaseEntry.newBuilder()
            .setTrial(lease.attempt().trial())
            .setAttempt(lease.attempt().number())
            .setRank(lease.attempt().rank())
            .setLeasedUntil(lease.until());
    return switch (lease) {
      case Lease.Offered _ -> entry.build();
      case Lease.Held held ->
          entry
              .setWorkerId(held.workerId())
              .setWorkerName(held.holder().name())
              .setSince(held.holder().since())
              .build();
    };
  }
}
