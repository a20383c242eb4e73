package dev.millrace.hpo.pool;

import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.FinishedTrial;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Budget;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.EarlierStudy;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.StartingPoint;
import dev.millrace.hpo.study.StopReason;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** What happened in a pool. */
public sealed interface PoolEvent {

  /** What must outlive a restart: all that concerns a study. */
  sealed interface Lasting extends PoolEvent {

    String studyId();

    Instant at();
  }

  /** What a restart may forget, since leases and the knowledge of workers start anew then. */
  sealed interface Fleeting extends PoolEvent {}

  // ---- before a study is queued

  record JobNoted(Job job, Instant at) implements Lasting {
    @Override
    public String studyId() {
      return job.id();
    }
  }

  record DatasetNoted(String studyId, Dataset dataset, Instant at) implements Lasting {}

  record RefusalNoted(String studyId, List<String> reasons, Instant at) implements Lasting {

    public RefusalNoted {
      reasons = List.copyOf(reasons);
    }
  }

  record CancellationNoted(String studyId, String reason, Instant at) implements Lasting {}

  // ---- a study's life

  /** Job and dataset are both there. */
  record StudyQueued(Job job, Dataset dataset, Budget budget, Instant at) implements Lasting {
    @Override
    public String studyId() {
      return job.id();
    }
  }

  /**
   * A part of the history that a queued study goes on with.
   *
   * @param metricsOfBest metrics on validation rows of the best trial of all parts, by name
   */
  record HistoryRecalled(
      String studyId, List<FinishedTrial> trials, Map<String, Double> metricsOfBest, Instant at)
      implements Lasting {

    public HistoryRecalled {
      trials = List.copyOf(trials);
      metricsOfBest = Map.copyOf(metricsOfBest);
    }
  }

  /**
   * The first trial is proposed.
   *
   * @param starts what the search begins with
   */
  record StudyStarted(String studyId, List<StartingPoint> starts, Instant at) implements Lasting {

    public StudyStarted {
      starts = List.copyOf(starts);
    }
  }

  /** No more proposals; what is running may end. */
  record SearchStopped(String studyId, StopReason reason, Instant at) implements Lasting {}

  /** Every search trial has its outcome; the final fit comes next. */
  record SearchEnded(String studyId, StopReason reason, Instant at) implements Lasting {}

  /**
   * The study is over.
   *
   * @param tenant whose slots its leases are
   * @param stillOut leases that outlive it: workers are busy with them until they end or lapse
   * @param archived whether its trials are remembered, so that it can be continued
   */
  record StudyClosed(
      String studyId,
      String tenant,
      Ending ending,
      StopReason reason,
      String message,
      List<Lease> stillOut,
      boolean archived,
      Instant at)
      implements Lasting {

    public StudyClosed {
      stillOut = List.copyOf(stillOut);
    }
  }

  /**
   * The trials of a closed study are remembered no longer; that it is closed still is.
   *
   * @param tenant whose slots its leases are
   * @param closedAt when it was closed
   * @param stillOut its leases that are left
   */
  record HistoryDropped(
      String studyId, String tenant, Instant closedAt, List<Lease> stillOut, Instant at)
      implements Lasting {

    public HistoryDropped {
      stillOut = List.copyOf(stillOut);
    }
  }

  /**
   * All that is remembered of a model from now on.
   *
   * @param model tenant and name
   * @param studyId the study that it was learnt from
   * @param studies earlier studies of the model, oldest first; none = it is forgotten
   */
  record ModelRemembered(String model, String studyId, List<EarlierStudy> studies, Instant at)
      implements Lasting {

    public ModelRemembered {
      studies = List.copyOf(studies);
    }
  }

  /** Late repeats are not expected any more. */
  record StudyForgotten(String studyId, Instant at) implements Lasting {}

  // ---- attempts

  /** What concerns one attempt. */
  sealed interface AboutAttempt extends Lasting {

    AttemptId attempt();

    @Override
    default String studyId() {
      return attempt().studyId();
    }
  }

  /**
   * An attempt is on its way to a worker.
   *
   * @param ranks slots that it takes, each with a lease of its own, ≥ 1
   * @param reason why these parameters, for a person; said once, not remembered
   */
  record TrialProposed(
      AttemptId attempt,
      int ranks,
      Parameters parameters,
      String reason,
      Instant leasedUntil,
      Instant at)
      implements AboutAttempt {

    /** Each with a lease, the first one first. */
    public List<AttemptId> each() {
      return IntStream.range(0, ranks).mapToObj(attempt::ofRank).toList();
    }
  }

  record AttemptStarted(AttemptId attempt, Lease.Holder holder, Instant leasedUntil, Instant at)
      implements AboutAttempt {}

  /** The attempt has stored what it had reached: the next one goes on from there. */
  record CheckpointNoted(AttemptId attempt, Checkpoint checkpoint, Instant at)
      implements AboutAttempt {}

  /** The attempt's slot is free. */
  record AttemptEnded(AttemptId attempt, Instant at) implements AboutAttempt {}

  /** The rank's slot is free, and the trial of its attempt has to be proposed again. */
  record AttemptLost(AttemptId attempt, String reason, Instant at) implements AboutAttempt {}

  /**
   * The trial has its outcome, once and for all.
   *
   * @param curve how it came there, if the study's pruner wants to know
   */
  record TrialCounted(
      AttemptId attempt, Outcome outcome, Curve curve, Map<String, Double> metrics, Instant at)
      implements AboutAttempt {

    public TrialCounted {
      metrics = Map.copyOf(metrics);
    }

    /** For a trial that nobody measured. */
    public TrialCounted(AttemptId attempt, Outcome outcome, Instant at) {
      this(attempt, outcome, Curve.NONE, Map.of(), at);
    }
  }

  // ---- fleeting

  record LeaseRenewed(AttemptId attempt, Instant leasedUntil) implements Fleeting {}

  record WorkerSeen(Incarnation worker, int slots, Instant at) implements Fleeting {}

  record WorkerGone(String workerId) implements Fleeting {}

  /** What a study waits for is another thing now; empty = nothing. */
  record StudyWaiting(String studyId, Optional<Wait> waitsFor, Instant at) implements Fleeting {}

  record TimePassed(Instant at) implements Fleeting {}

  /** The first tick after a start or a long pause: nobody is blamed for silence before it. */
  record Resumed(Instant at, Instant leasedUntil) implements Fleeting {}

  /** A command changed nothing. */
  record Refused(String about, Refusal refusal) implements Fleeting {}
}
