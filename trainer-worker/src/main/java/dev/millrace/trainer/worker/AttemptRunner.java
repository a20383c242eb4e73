package dev.millrace.trainer.worker;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.ResourceUse;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.StoredObject;
import dev.millrace.trainer.train.Assignment;
import dev.millrace.trainer.train.Keeper;
import dev.millrace.trainer.train.Outcome;
import dev.millrace.trainer.train.Team;
import dev.millrace.trainer.train.Trainer;
import dev.millrace.trainer.train.UnusableCheckpoint;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.worker.codec.Proposal;
import dev.millrace.trainer.worker.codec.ProposalCodec;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.worker.codec.TrialEvents;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs one attempt from proposal to result, on the calling thread. */
final class AttemptRunner {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptRunner.class);

  private final PreparedDatasets datasets;
  private final ObjectStore store;
  private final TrialEvents events;
  private final ProcessFacts facts;
  private final AttemptLimits limits;
  private final Teams teams;

  AttemptRunner(
      PreparedDatasets datasets,
      ObjectStore store,
      TrialEvents events,
      ProcessFacts facts,
      AttemptLimits limits,
      Teams teams) {
    this.datasets = datasets;
    this.store = store;
    this.events = events;
    this.facts = facts;
    this.limits = limits;
    this.teams = teams;
  }

  /**
   * How an attempt ended.
   *
   * @param why the reason in words, where the event has no field for it
   */
  record Result(TrialCompleted event, Optional<String> why) {}

  /** What an attempt has cost so far. */
  private final class Costs {
    private final long startedAt = System.nanoTime();
    private final long cpuAtStart = facts.threadCpuNanos();
    private long dataNanos;
    private long trainNanos;

    ResourceUse soFar() {
      return ResourceUse.newBuilder()
          .setWallMs(millis(System.nanoTime() - startedAt))
          .setCpuMs(millis(facts.threadCpuNanos() - cpuAtStart))
          .setDataMs(millis(dataNanos))
          .setTrainMs(millis(trainNanos))
          .setPeakRssBytes(facts.peakResidentBytes())
          .build();
    }

    private static long millis(long nanos) {
      return Duration.ofNanos(nanos).toMillis();
    }
  }

  /**
   * Trains, stores the model of a final fit, and says how it ended.
   *
   * @throws UncheckedIOException when object storage does not answer: the attempt has no result,
   *     its lease lapses, and the trial is tried again
   */
  Result run(TrialProposed proposed, Watch watch, Keeper keeper) {
    var costs = new Costs();
    try {
      Proposal proposal = ProposalCodec.read(proposed);
      Outcome outcome = train(proposal, watch, keeper, costs);
      costs.trainNanos = outcome.trainNanos();
      return switch (outcome) {
        case Outcome.Fitted fitted when RankEvents.isSpokenFor(proposed) ->
            ended(events.helped(proposed, fitted, costs.soFar()));
        case Outcome.Fitted fitted ->
            new Result(
                events.fitted(proposed, fitted, upload(fitted), costs.soFar()), fitted.remark());
        case Outcome.Searched _ -> ended(events.ended(proposed, outcome, costs.soFar()));
        case Outcome.Pruned pruned ->
            ended(events.ended(proposed, outcome, costs.soFar()), pruned.why());
        case Outcome.Cancelled cancelled ->
            ended(events.ended(proposed, outcome, costs.soFar()), cancelled.why());
      };
    } catch (UncheckedIOException e) {
      throw e;
    } catch (TrainingFailed e) {
      String why = Objects.toString(e.getMessage(), "");
      return e.isBetweenRanks()
          ? parted(proposed, watch.cancelled().orElse(why), costs)
          : failed(proposed, why, costs);
    } catch (IllegalArgumentException e) {
      return failed(proposed, Objects.toString(e.getMessage(), ""), costs);
    } catch (RuntimeException e) {
      LOG.atError()
          .setCause(e)
          .addKeyValue("attemptId", proposed.getAttemptId())
          .log("an objective threw");
      return failed(proposed, e.toString(), costs);
    }
  }

  private static Result ended(TrialCompleted event) {
    return new Result(event, Optional.empty());
  }

  private static Result ended(TrialCompleted event, String why) {
    return new Result(event, Optional.of(why));
  }

  private Result failed(TrialProposed proposed, String error, Costs costs) {
    return ended(events.failed(proposed, error, costs.soFar()), error);
  }

  /** Without the other ranks there is no outcome, but another attempt may have one. */
  private Result parted(TrialProposed proposed, String why, Costs costs) {
    var nothing = new Outcome.Cancelled(why, 0, 0);
    return ended(events.ended(proposed, nothing, costs.soFar()), why);
  }

  private Outcome train(Proposal proposal, Watch watch, Keeper keeper, Costs costs) {
    return switch (datasets.admit(proposal, watch::cancelled)) {
      case MemoryBudget.Answer.Cancelled(var why) -> new Outcome.Cancelled(why, 0, 0);
      case MemoryBudget.Answer.Granted room -> {
        try (room) {
          yield trainAdmitted(proposal, watch, keeper, costs);
        }
      }
    };
  }

  private Outcome trainAdmitted(Proposal proposal, Watch watch, Keeper keeper, Costs costs) {
    long start = System.nanoTime();
    try (var lease = datasets.acquire(proposal)) {
      if (lease.loaded()) {
        costs.dataNanos = System.nanoTime() - start;
      }
      var limited = new LimitedWatch(watch, limits, facts::threadCpuNanos, System::nanoTime);
      Team team = teams.of(proposal.event(), limited);
      return team.size() > 1
          ? lease.value().train(proposal.assignment(), team, limited, keeper)
          : train(lease.value(), proposal.assignment(), limited, keeper);
    }
  }

  private static Outcome train(
      Trainer.Prepared prepared, Assignment assignment, Watch watch, Keeper keeper) {
    try {
      return prepared.train(assignment, watch, keeper);
    } catch (UnusableCheckpoint e) {
      keeper.refused(e);
      return prepared.train(assignment, watch, keeper);
    }
  }

  private ArtifactRef upload(Outcome.Fitted fitted) {
    try {
      StoredObject stored = store.put("models", ".ubj", fitted.model().bytes());
      return new ArtifactRef(stored.uri(), stored.sha256(), stored.sizeBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("the model cannot be stored", e);
    }
  }
}
