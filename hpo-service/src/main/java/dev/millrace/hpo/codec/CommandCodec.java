package dev.millrace.hpo.codec;

import dev.millrace.events.DatasetPrepared;
import dev.millrace.events.JobAccepted;
import dev.millrace.events.JobCancelled;
import dev.millrace.events.RankProgressed;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProgressed;
import dev.millrace.events.Violation;
import dev.millrace.events.WorkerHeartbeat;
import dev.millrace.hpo.pool.Incarnation;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolCommand;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Commands to a pool out of what other services say. */
public final class CommandCodec {

  private CommandCodec() {}

  /**
   * Reads a command.
   *
   * @throws IllegalArgumentException when the event is none that a pool hears of
   */
  public static PoolCommand fromAvro(SpecificRecord event) {
    return switch (event) {
      case JobAccepted accepted -> new PoolCommand.TakeJob(JobCodec.fromAvro(accepted));
      case DatasetPrepared prepared -> dataset(prepared);
      case JobCancelled cancelled ->
          new PoolCommand.CancelJob(cancelled.getJobId(), cancelled.getReason());
      case TrialProgressed progressed ->
          new PoolCommand.NoteProgress(
              new AttemptId(
                  progressed.getStudyId(), progressed.getTrialNumber(), progressed.getAttempt()),
              new Lease.Holder(
                  progressed.getWorkerId(), progressed.getWorkerName(), progressed.getOccurredAt()),
              CheckpointCodec.fromAvro(progressed));
      case TrialCompleted completed ->
          new PoolCommand.TakeResult(
              new AttemptId(
                  completed.getStudyId(), completed.getTrialNumber(), completed.getAttempt()),
              result(completed));
      case RankProgressed progressed -> rank(progressed);
      case WorkerHeartbeat heartbeat ->
          new PoolCommand.NoteWorker(
              new Incarnation(
                  heartbeat.getWorkerId(), heartbeat.getName(), heartbeat.getStartedAt()),
              heartbeat.getSlots(),
              heartbeat.getRunningAttempts().isEmpty(),
              heartbeat.getOccurredAt());
      default ->
          throw new IllegalArgumentException("no pool hears of " + event.getSchema().getFullName());
    };
  }

  private static PoolCommand rank(RankProgressed event) {
    AttemptId rank =
        new AttemptId(
            event.getStudyId(), event.getTrialNumber(), event.getAttempt(), event.getRank());
    Lease.Holder holder =
        new Lease.Holder(event.getWorkerId(), event.getWorkerName(), event.getOccurredAt());
    // What became of the first rank, trial-completed says.
    return rank.isFirstRank()
        ? new PoolCommand.NoteProgress(rank, holder)
        : switch (event.getPhase()) {
          case STARTED, MEETING, ALIVE, UNKNOWN -> new PoolCommand.NoteProgress(rank, holder);
          case DONE -> new PoolCommand.TakeResult(rank, new Result.Helped());
          case GAVE_UP ->
              new PoolCommand.TakeResult(
                  rank,
                  new Result.GivenBack(
                      "rank %d gave up: %s".formatted(event.getRank(), event.getMessage())));
        };
  }

  private static PoolCommand dataset(DatasetPrepared event) {
    if (event.getRefused() || event.getDataset() == null) {
      List<String> reasons = event.getRefusals().stream().map(Violation::getMessage).toList();
      return new PoolCommand.GiveUpDataset(event.getJobId(), reasons);
    }
    return new PoolCommand.TakeDataset(event.getJobId(), DatasetCodec.fromAvro(event));
  }

  private static Result result(TrialCompleted event) {
    return switch (event.getState()) {
      case COMPLETE -> event.getKind() == TrialKind.FINAL_FIT ? fitted(event) : complete(event);
      case PRUNED -> ended(pruned(event), event);
      case FAILED, UNKNOWN -> failed(event, event.getError());
      case CANCELLED ->
          new Result.GivenBack("worker %s gave it back".formatted(event.getWorkerId()));
    };
  }

  private static Result fitted(TrialCompleted event) {
    return event.getArtifact() == null
        ? failed(event, "the worker brought no artifact")
        : new Result.Fitted(new EnclosedEvent(event));
  }

  private static Result complete(TrialCompleted event) {
    @Nullable Double objective = event.getObjective();
    return objective == null || !Double.isFinite(objective)
        ? failed(event, "the objective was " + objective)
        : ended(new Outcome.Complete(objective), event);
  }

  private static Outcome pruned(TrialCompleted event) {
    @Nullable Double last = event.getObjective();
    boolean known = last != null && !Double.isNaN(last);
    return new Outcome.Pruned(
        known ? last : Double.POSITIVE_INFINITY, event.getSteps(), share(event.getCurve()));
  }

  /** How far the trial was measured. */
  private static double share(List<StepReport> curve) {
    return curve.stream()
        .mapToDouble(StepReport::getBudgetShare)
        .filter(share -> share >= 0 && share <= 1)
        .max()
        .orElse(0);
  }

  private static Curve curve(List<StepReport> reports) {
    return Curve.of(
        reports.stream()
            .map(at -> new Curve.Measurement(at.getStep(), at.getBudgetShare(), at.getValue()))
            .toList());
  }

  private static Result failed(TrialCompleted event, String error) {
    return ended(new Outcome.Failed(error), event);
  }

  private static Result ended(Outcome outcome, TrialCompleted event) {
    return new Result.Ended(outcome, curve(event.getCurve()), Map.copyOf(event.getMetrics()));
  }
}
