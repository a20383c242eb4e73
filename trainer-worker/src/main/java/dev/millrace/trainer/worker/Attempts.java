package dev.millrace.trainer.worker;

import dev.millrace.events.CheckpointRef;
import dev.millrace.events.ResourceUse;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialPhase;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.train.Outcome;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.worker.codec.TrainingIdentity;
import dev.millrace.trainer.worker.codec.TrialEvents;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Begins attempts, runs them and announces how they ended; used by all slots. */
final class Attempts {
  private static final Logger LOG = LoggerFactory.getLogger(Attempts.class);

  private final TrainerWorkerConfig config;
  private final Surroundings around;
  private final AttemptRunner runner;
  private final TrialEvents events;
  private final Endings endings;
  private final RunningAttempts running;
  private final WorkerMeters meters;
  private final Ranks ranks;
  private final AttemptLog log;
  private volatile boolean givenBack;

  Attempts(
      TrainerWorkerConfig config,
      Surroundings around,
      AttemptRunner runner,
      TrialEvents events,
      Endings endings,
      RunningAttempts running,
      WorkerMeters meters,
      Ranks ranks) {
    this.config = config;
    this.around = around;
    this.runner = runner;
    this.events = events;
    this.endings = endings;
    this.running = running;
    this.meters = meters;
    this.ranks = ranks;
    this.log = new AttemptLog(around.publisher(), events);
  }

  /**
   * Stops what runs at its next step; each says CANCELLED, so that it is proposed again at once.
   */
  void giveBack() {
    givenBack = true;
  }

  /** Why the attempt should not be trained, or no longer, if so. */
  Optional<String> cancelled(TrialProposed proposed) {
    if (givenBack) {
      return Optional.of("the worker is leaving");
    }
    return endings
        .over(proposed.getJobId())
        .or(() -> ranks.broken(proposed))
        .or(
            () ->
                Optional.ofNullable(proposed.getDeadline())
                    .filter(deadline -> !around.clock().instant().isBefore(deadline))
                    .map(deadline -> "its deadline " + deadline + " has passed"));
  }

  /** Answers a proposal that is not worth starting. */
  void cancel(TrialProposed proposed, String why) {
    var nothing = new Outcome.Cancelled(why, 0, 0);
    announce(
        proposed,
        events.ended(proposed, nothing, ResourceUse.newBuilder().build()),
        Optional.of(why));
  }

  /** Takes the lease: returns when the topic has it. */
  Attempt start(TrialProposed proposed) {
    if (RankEvents.isSpokenFor(proposed)) {
      ranks.started(proposed);
      return new Attempt(proposed);
    }
    around
        .publisher()
        .publishAndWait(
            Topics.TRIAL_PROGRESSED,
            proposed.getJobId(),
            events.progressed(proposed, TrialPhase.STARTED, List.of(), 0, Optional.empty()));
    return new Attempt(proposed);
  }

  /** An attempt from its start to its result. */
  final class Attempt implements AutoCloseable {
    private final TrialProposed proposed;
    private final Progress progress;
    private final CheckpointKeeper keeper;

    private Attempt(TrialProposed proposed) {
      this.proposed = proposed;
      this.progress =
          new Progress(
              this::send,
              () -> cancelled(proposed),
              silence(proposed),
              config.stepReportInterval(),
              System::nanoTime);
      this.keeper =
          new CheckpointKeeper(
              around.store(),
              TrainingIdentity.of(proposed, events.libraryVersions()),
              Optional.ofNullable(proposed.getCheckpoint()),
              new CheckpointSchedule(config.checkpointInterval(), System::nanoTime),
              log.checkpoints(proposed, progress, endings, meters));
      running.began(proposed.getAttemptId(), progress);
    }

    private CompletableFuture<?> send(
        TrialPhase phase,
        List<StepReport> steps,
        int totalSteps,
        Optional<CheckpointRef> checkpoint) {
      if (RankEvents.isSpokenFor(proposed)) {
        return ranks.alive(proposed);
      }
      return Background.send(
          () ->
              around
                  .publisher()
                  .publish(
                      Topics.TRIAL_PROGRESSED,
                      proposed.getJobId(),
                      events.progressed(proposed, phase, steps, totalSteps, checkpoint)),
          "a progress report");
    }

    /** Whether it is one rank of several, which wait for each other. */
    boolean isTogether() {
      return RankEvents.isTogether(proposed);
    }

    /** Trains, and announces the result; an attempt without one is left to its lease. */
    void run() {
      try {
        AttemptRunner.Result result =
            runner.run(proposed, progress, ranks.keeper(proposed, keeper));
        progress.finish();
        announce(proposed, result.event(), result.why());
        if (endsTrial(result.event()) && !RankEvents.isSpokenFor(proposed)) {
          keeper.discard();
        }
      } catch (UncheckedIOException e) {
        meters.abandoned();
        ranks.gaveUp(proposed, Objects.toString(e.getMessage(), e.toString()));
        LOG.atWarn()
            .setCause(e)
            .addKeyValue("attemptId", proposed.getAttemptId())
            .log("attempt abandoned, its lease will lapse");
      }
    }

    @Override
    public void close() {
      progress.finish();
      running.ended(proposed.getAttemptId());
    }
  }

  /** What is given back is proposed again, and goes on from where it was. */
  private boolean endsTrial(TrialCompleted event) {
    return event.getState() != TrialState.CANCELLED || endings.over(event.getJobId()).isPresent();
  }

  /** A third of the lease leaves room for two lost reports. */
  private Duration silence(TrialProposed proposed) {
    Duration third = Duration.ofSeconds(Math.max(1, proposed.getLeaseSeconds())).dividedBy(3);
    return third.compareTo(config.leaseReportInterval()) < 0 ? third : config.leaseReportInterval();
  }

  private void announce(TrialProposed proposed, TrialCompleted event, Optional<String> why) {
    why.ifPresent(reason -> explain(proposed, event, reason));
    // What is wrong with the trial itself any rank may find first: trying again would not help.
    if (!RankEvents.isSpokenFor(proposed) || event.getState() == TrialState.FAILED) {
      around.publisher().publishAndWait(Topics.TRIAL_COMPLETED, proposed.getJobId(), event);
    }
    ranks.ended(proposed, event, why);
    meters.ended(event);
    LOG.atInfo()
        .addKeyValue("attemptId", proposed.getAttemptId())
        .addKeyValue("state", event.getState())
        .addKeyValue("objective", event.getObjective())
        .addKeyValue("wallMs", event.getResources().getWallMs())
        .log("attempt ended");
  }

  private void explain(TrialProposed proposed, TrialCompleted event, String reason) {
    String level = event.getError().isEmpty() ? "info" : "error";
    log.say(proposed, level, "ended %s: %s".formatted(event.getState(), reason));
  }
}
