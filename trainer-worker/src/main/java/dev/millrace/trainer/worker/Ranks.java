package dev.millrace.trainer.worker;

import dev.millrace.events.RankPhase;
import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.train.Keeper;
import dev.millrace.trainer.worker.codec.RankEvents;
import dev.millrace.trainer.xgboost.RankAddress;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a worker says and hears of ranks; of attempts that one slot trains alone it says nothing.
 */
final class Ranks {
  private final EventPublisher publisher;
  private final RankEvents events;
  private final Gangs gangs;

  Ranks(EventPublisher publisher, RankEvents events, Gangs gangs) {
    this.publisher = publisher;
    this.events = events;
    this.gangs = gangs;
  }

  /** Why the rank's attempt can bring nothing any more, if so. */
  Optional<String> broken(TrialProposed proposed) {
    return RankEvents.isTogether(proposed)
        ? gangs.broken(RankEvents.attempt(proposed))
        : Optional.empty();
  }

  /** All ranks go on from what was kept, and the first one keeps for all. */
  Keeper keeper(TrialProposed proposed, Keeper own) {
    return RankEvents.isSpokenFor(proposed) ? own.thatKeepsNothing() : own;
  }

  /** Takes the rank's lease: returns when the topic has it. */
  void started(TrialProposed proposed) {
    publisher.publishAndWait(
        Topics.RANK_PROGRESSED,
        proposed.getJobId(),
        events.progressed(proposed, RankPhase.STARTED));
  }

  /** Renews the rank's lease. */
  CompletableFuture<?> alive(TrialProposed proposed) {
    return Background.send(
        () ->
            publisher.publish(
                Topics.RANK_PROGRESSED,
                proposed.getJobId(),
                events.progressed(proposed, RankPhase.ALIVE)),
        "a sign of life of a rank");
  }

  /** Tells the other ranks where to meet. */
  void invite(TrialProposed proposed, RankAddress address) {
    publisher.publishAndWait(
        Topics.RANK_PROGRESSED, proposed.getJobId(), events.meeting(proposed, address));
  }

  /** Says what became of the rank. */
  void ended(TrialProposed proposed, TrialCompleted event, Optional<String> why) {
    if (event.getState() != TrialState.COMPLETE) {
      gaveUp(proposed, why.orElse(event.getError()));
    } else if (RankEvents.isTogether(proposed)) {
      publisher.publishAndWait(
          Topics.RANK_PROGRESSED, proposed.getJobId(), events.progressed(proposed, RankPhase.DONE));
    }
  }

  /** Lets the other ranks go, too. */
  void gaveUp(TrialProposed proposed, String why) {
    if (RankEvents.isTogether(proposed)) {
      publisher.publishAndWait(
          Topics.RANK_PROGRESSED, proposed.getJobId(), events.gaveUp(proposed, why));
    }
  }
}
