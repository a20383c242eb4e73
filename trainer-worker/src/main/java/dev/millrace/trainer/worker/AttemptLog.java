package dev.millrace.trainer.worker;

import dev.millrace.events.CheckpointRef;
import dev.millrace.events.TrialProposed;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.worker.codec.TrialEvents;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is said of attempts in the logs of their jobs: what no other event has a field for. */
final class AttemptLog {
  private static final Logger LOG = LoggerFactory.getLogger(AttemptLog.class);

  private final EventPublisher publisher;
  private final TrialEvents events;

  AttemptLog(EventPublisher publisher, TrialEvents events) {
    this.publisher = publisher;
    this.events = events;
  }

  /** Says what happened to an attempt; does not wait. */
  void say(TrialProposed proposed, String level, String what) {
    String message =
        "trial %d attempt %d %s".formatted(proposed.getTrialNumber(), proposed.getAttempt(), what);
    var _ =
        Background.send(
            () ->
                publisher.publish(
                    Topics.JOB_LOG, proposed.getJobId(), events.log(proposed, level, message)),
            "a log line");
  }

  /** Passes on what becomes of an attempt's checkpoints. */
  CheckpointKeeper.Listener checkpoints(
      TrialProposed proposed, Progress progress, Endings endings, WorkerMeters meters) {
    return new CheckpointKeeper.Listener() {
      @Override
      public CompletableFuture<?> stored(CheckpointRef checkpoint) {
        return progress.stored(checkpoint);
      }

      @Override
      public void notStored(int round, Exception why) {
        meters.checkpointNotStored();
        LOG.atWarn()
            .setCause(why)
            .addKeyValue("attemptId", proposed.getAttemptId())
            .addKeyValue("round", round)
            .log("no checkpoint stored");
        say(
            proposed,
            "warn",
            "could not store its checkpoint of round %d: %s".formatted(round, why));
      }

      @Override
      public void goesOnAfter(long nanos) {
        progress.goesOnAfter(nanos);
      }

      @Override
      public void explain(String message) {
        LOG.atInfo()
            .addKeyValue("attemptId", proposed.getAttemptId())
            .addKeyValue("what", message)
            .log("checkpoint of an earlier attempt");
        say(proposed, "info", message);
      }

      @Override
      public boolean isLost() {
        return endings.isLost(RankEvents.attempt(proposed));
      }
    };
  }
}
