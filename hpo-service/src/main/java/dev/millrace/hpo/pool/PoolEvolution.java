package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.AboutAttempt;
import dev.millrace.hpo.pool.PoolEvent.AttemptEnded;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.AttemptStarted;
import dev.millrace.hpo.pool.PoolEvent.CancellationNoted;
import dev.millrace.hpo.pool.PoolEvent.CheckpointNoted;
import dev.millrace.hpo.pool.PoolEvent.DatasetNoted;
import dev.millrace.hpo.pool.PoolEvent.Fleeting;
import dev.millrace.hpo.pool.PoolEvent.HistoryDropped;
import dev.millrace.hpo.pool.PoolEvent.HistoryRecalled;
import dev.millrace.hpo.pool.PoolEvent.JobNoted;
import dev.millrace.hpo.pool.PoolEvent.Lasting;
import dev.millrace.hpo.pool.PoolEvent.LeaseRenewed;
import dev.millrace.hpo.pool.PoolEvent.ModelRemembered;
import dev.millrace.hpo.pool.PoolEvent.RefusalNoted;
import dev.millrace.hpo.pool.PoolEvent.Refused;
import dev.millrace.hpo.pool.PoolEvent.Resumed;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchStopped;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyForgotten;
import dev.millrace.hpo.pool.PoolEvent.StudyQueued;
import dev.millrace.hpo.pool.PoolEvent.StudyStarted;
import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.pool.PoolEvent.TimePassed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.pool.PoolEvent.WorkerGone;
import dev.millrace.hpo.pool.PoolEvent.WorkerSeen;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Brief;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Study.AwaitingJob;
import dev.millrace.hpo.study.Trial;
import dev.millrace.hpo.study.Trials;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What each event makes of a pool. Total: an event that does not fit the state, as in an old log
 * read by a newer program, leaves it as it is.
 */
final class PoolEvolution {

  private PoolEvolution() {}

  static PoolState evolve(PoolState state, PoolEvent event) {
    return switch (event) {
      case Lasting lasting -> lasting(state, lasting);
      case Fleeting fleeting -> fleeting(state, fleeting);
    };
  }

  private static PoolState lasting(PoolState state, Lasting event) {
    return switch (event) {
      case JobNoted noted -> state.with(new Study.AwaitingDataset(noted.job()));
      case DatasetNoted noted ->
          awaitingJob(state, noted, new AwaitingJob.News.Prepared(noted.dataset()));
      case RefusalNoted noted ->
          awaitingJob(state, noted, new AwaitingJob.News.Refused(noted.reasons()));
      case CancellationNoted noted ->
          awaitingJob(state, noted, new AwaitingJob.News.Cancelled(noted.reason()));
      case StudyQueued queued -> queued(state, queued);
      case HistoryRecalled recalled -> recalled(state, recalled);
      case StudyStarted started -> started(state, started);
      case SearchStopped stopped -> stopped(state, stopped);
      case SearchEnded ended -> searchEnded(state, ended);
      case StudyClosed closed -> closed(state, closed);
      case HistoryDropped dropped -> dropped(state, dropped);
      case ModelRemembered learnt ->
          state.with(state.past().learnt(learnt.model(), learnt.studies(), learnt.at()));
      case StudyForgotten forgotten ->
          state.without(forgotten.studyId()).with(state.past().without(forgotten.studyId()));
      case AboutAttempt about -> attempt(state, about);
    };
  }

  private static PoolState attempt(PoolState state, AboutAttempt event) {
    return switch (event) {
      case TrialProposed proposed -> proposed(state, proposed);
      case AttemptStarted started -> attemptStarted(state, started);
      case CheckpointNoted noted -> checkpointNoted(state, noted);
      case AttemptEnded ended -> state.freed(ended.attempt());
      case AttemptLost lost -> attemptLost(state, lost);
      case TrialCounted counted -> trialCounted(state, counted);
    };
  }

  private static PoolState fleeting(PoolState state, Fleeting event) {
    return switch (event) {
      case LeaseRenewed renewed ->
          state
              .lease(renewed.attempt())
              .map(lease -> state.with(lease.extended(renewed.leasedUntil())))
              .orElse(state);
      case WorkerSeen seen -> state.with(new Worker(seen.worker(), seen.slots(), seen.at()));
      case WorkerGone gone -> state.withoutWorker(gone.workerId());
      case StudyWaiting waiting ->
          state.studies().containsKey(waiting.studyId())
              ? state.waits(waiting.studyId(), waiting.waitsFor())
              : state;
      case TimePassed passed -> state.at(passed.at());
      case Resumed resumed -> resumed(state, resumed);
      case Refused _ -> state;
    };
  }

  private static PoolState awaitingJob(PoolState state, Lasting event, AwaitingJob.News news) {
    return state.with(new AwaitingJob(event.studyId(), news, event.at()));
  }

  private static PoolState queued(PoolState state, StudyQueued event) {
    Brief brief = new Brief(event.job(), event.dataset(), event.budget(), List.of());
    return state.with(new Study.Queued(brief, Trials.NONE));
  }

  private static PoolState recalled(PoolState state, HistoryRecalled event) {
    return state.studies().get(event.studyId()) instanceof Study.Queued queued
        ? state.with(queued.recall(event.trials(), event.metricsOfBest()))
        : state;
  }

  private static PoolState started(PoolState state, StudyStarted event) {
    return state.studies().get(event.studyId()) instanceof Study.Queued queued
        ? state
            .with(queued.start(event.starts(), event.at()))
            .waits(event.studyId(), Optional.empty())
        : state;
  }

  private static PoolState stopped(PoolState state, SearchStopped event) {
    return state.studies().get(event.studyId()) instanceof Study.Searching searching
        ? state.with(searching.stop(event.reason()))
        : state;
  }

  private static PoolState searchEnded(PoolState state, SearchEnded event) {
    return state.studies().get(event.studyId()) instanceof Study.InSearch search
        ? search
            .trials()
            .best()
            .map(
                best ->
                    state
                        .with(search.fit(event.reason(), best))
                        .waits(event.studyId(), Optional.empty()))
            .orElse(state)
        : state;
  }

  private static PoolState closed(PoolState state, StudyClosed event) {
    String id = event.studyId();
    Past past =
        event.archived() && state.studies().get(id) instanceof Study.Briefed briefed
            ? state.past().archived(id, Archived.of(briefed), event.at())
            : state.past().closed(id, event.at());
    return stillOut(state.without(id).with(past), event.stillOut(), event.tenant());
  }

  private static PoolState dropped(PoolState state, HistoryDropped event) {
    Past past = state.past().closed(event.studyId(), event.closedAt());
    return stillOut(state.with(past), event.stillOut(), event.tenant());
  }

  private static PoolState stillOut(PoolState state, List<Lease> leases, String tenant) {
    PoolState leased = state;
    for (Lease lease : leases) {
      leased = leased.with(lease, tenant);
    }
    return leased;
  }

  private static PoolState proposed(PoolState state, TrialProposed event) {
    AttemptId attempt = event.attempt();
    Optional<Checkpoint> checkpoint =
        state
            .active(event.studyId())
            .flatMap(active -> active.open(attempt.trial()))
            .flatMap(Trial::checkpoint);
    Trial trial =
        new Trial.Waiting(attempt.trial(), event.parameters(), attempt.number() - 1, checkpoint)
            .propose();
    PoolState leased =
        state.active(event.studyId()).map(active -> state.with(active.with(trial))).orElse(state);
    for (AttemptId rank : event.each()) {
      leased = leased.with(new Lease.Offered(rank, event.leasedUntil()));
    }
    return leased;
  }

  private static PoolState attemptStarted(PoolState state, AttemptStarted event) {
    AttemptId attempt = event.attempt();
    PoolState leased = state.with(new Lease.Held(attempt, event.holder(), event.leasedUntil()));
    return state
        .active(event.studyId())
        .flatMap(active -> active.open(attempt.trial()).map(t -> active.with(t.started(attempt))))
        .map(leased::with)
        .orElse(leased);
  }

  private static PoolState checkpointNoted(PoolState state, CheckpointNoted event) {
    return state
        .active(event.studyId())
        .flatMap(
            active ->
                active
                    .open(event.attempt().trial())
                    .map(trial -> active.with(trial.with(event.checkpoint()))))
        .map(state::with)
        .orElse(state);
  }

  private static PoolState attemptLost(PoolState state, AttemptLost event) {
    AttemptId attempt = event.attempt();
    PoolState freed = state.freed(attempt);
    return state
        .active(event.studyId())
        .flatMap(active -> active.open(attempt.trial()).map(t -> active.lose(t, attempt)))
        .map(freed::with)
        .orElse(freed);
  }

  /** A final fit that is counted has failed or is not wanted; its study is closed next. */
  private static PoolState trialCounted(PoolState state, TrialCounted event) {
    return state.studies().get(event.studyId()) instanceof Study.InSearch search
        ? search
            .open(event.attempt().trial())
            .map(
                trial ->
                    state.with(
                        search.count(trial, event.outcome(), event.curve(), event.metrics())))
            .orElse(state)
        : state;
  }

  /** Who holds something is given time to be heard again, but no slots before. */
  private static PoolState resumed(PoolState state, Resumed event) {
    PoolState resumed = state.resumed(event.at());
    for (Worker worker : state.workers().values()) {
      resumed = resumed.with(new Worker(worker.incarnation(), worker.slots(), event.at()));
    }
    for (Lease lease : state.leases().values()) {
      resumed = resumed.with(lease.extended(event.leasedUntil()));
      if (lease instanceof Lease.Held held && !resumed.workers().containsKey(held.workerId())) {
        resumed = resumed.with(new Worker(supposed(held), 0, event.at()));
      }
    }
    return resumed;
  }

  /** Who must be there, since it holds something; when it started is not known any more. */
  private static Incarnation supposed(Lease.Held held) {
    return new Incarnation(held.workerId(), held.holder().name(), Instant.EPOCH);
  }
}
