package dev.millrace.trainer.worker;

import dev.millrace.events.TrialProposed;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.kafka.PollPace;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.worker.codec.ProposalCodec;
import dev.millrace.trainer.worker.codec.RankEvents;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one proposal at a time out of the pool's share group, and trains it on its own thread. A
 * proposal is acknowledged as soon as the lease is on the topic: from then on the lease, not the
 * broker's lock, decides who trains.
 */
final class Slot implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Slot.class);

  /** Another place takes a tenth of a second to get: next to nothing of what takes longer. */
  private static final Duration KEEPS_PLACE = Duration.ofSeconds(3);

  private static final long PAUSE_SECONDS = 1;

  private final TrainerWorkerConfig config;
  private final Surroundings around;
  private final Supplier<ShareConsumer<String, byte[]>> consumers;
  private final Endings endings;
  private final Attempts attempts;
  private final WorkerMeters meters;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable ShareConsumer<String, byte[]> current;

  /**
   * Not running yet.
   *
   * @param consumers makes one for the pool's share group, which is then the slot's
   */
  Slot(
      TrainerWorkerConfig config,
      Surroundings around,
      Supplier<ShareConsumer<String, byte[]>> consumers,
      Endings endings,
      Attempts attempts,
      WorkerMeters meters) {
    this.config = config;
    this.around = around;
    this.consumers = consumers;
    this.endings = endings;
    this.attempts = attempts;
    this.meters = meters;
  }

  /** Takes nothing more; what it trains goes on. */
  void stop() {
    stopped.countDown();
    ShareConsumer<String, byte[]> consumer = current;
    if (consumer != null) {
      consumer.wakeup();
    }
  }

  private boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** Runs until stopped; a broken consumer is replaced, which frees the record that it held. */
  @Override
  public void run() {
    while (!isStopped()) {
      try {
        takeAndTrain();
      } catch (WakeupException e) {
        LOG.debug("slot stopped while it waited");
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("slot failed, it starts again");
        pause();
      }
    }
  }

  /** Until it is stopped, or has trained for so long that it needs another place in the group. */
  private void takeAndTrain() {
    try (GroupPlace place = GroupPlace.take(consumers.get(), Topics.TRIAL_PROPOSED.name())) {
      current = place.consumer();
      PollPace pace = new PollPace();
      while (!isStopped() && !place.isGivenUp()) {
        Duration timeout = pace.next(System.nanoTime());
        for (ConsumerRecord<String, byte[]> proposal : place.consumer().poll(timeout)) {
          take(new LentProposal(place.consumer(), proposal))
              .ifPresent(attempt -> train(attempt, place));
          pace.worked(System.nanoTime());
        }
      }
    } finally {
      current = null;
    }
  }

  /** What a rank holds may be the very rank that it waits for. */
  private static void train(Attempts.Attempt attempt, GroupPlace place) {
    Duration longest = attempt.isTogether() ? Duration.ZERO : KEEPS_PLACE;
    try (attempt) {
      place.keepFor(longest, attempt::run);
    }
  }

  private Optional<Attempts.Attempt> take(LentProposal lent) {
    return switch (around.codec().decode(Topics.TRIAL_PROPOSED, lent.proposal().value())) {
      case Decoded.Value<TrialProposed>(var proposed) -> {
        Optional<String> unanswerable = ProposalCodec.unanswerable(proposed);
        unanswerable.ifPresent(reason -> reject(lent, reason));
        yield unanswerable.isPresent() ? Optional.empty() : take(lent, proposed);
      }
      case Decoded.Deleted<TrialProposed> _ -> reject(lent, "a proposal must have a value");
      case Decoded.Unreadable<TrialProposed>(var reason) -> reject(lent, reason);
    };
  }

  private Optional<Attempts.Attempt> take(LentProposal lent, TrialProposed proposed) {
    // Each pool has a share group of its own, and each group sees the proposals of all pools.
    if (!proposed.getPool().equals(config.pool()) || endings.isLost(RankEvents.attempt(proposed))) {
      lent.acknowledge(AcknowledgeType.ACCEPT);
      return Optional.empty();
    }
    Optional<String> cancelled = attempts.cancelled(proposed);
    if (cancelled.isPresent()) {
      attempts.cancel(proposed, cancelled.get());
      lent.acknowledge(AcknowledgeType.ACCEPT);
      return Optional.empty();
    }
    Attempts.Attempt attempt = attempts.start(proposed);
    try {
      if (isOurs(lent, proposed)) {
        return Optional.of(attempt);
      }
    } catch (RuntimeException e) {
      attempt.close();
      throw e;
    }
    attempt.close();
    return Optional.empty();
  }

  /** Two results of one attempt do no harm; two of the same rank would confuse all others. */
  private boolean isOurs(LentProposal lent, TrialProposed proposed) {
    LentProposal.Owner owner = lent.acknowledge(AcknowledgeType.ACCEPT);
    if (owner == LentProposal.Owner.UNKNOWN && RankEvents.isTogether(proposed)) {
      attempts.cancel(proposed, "the broker did not say whether another worker has the rank, too");
      return false;
    }
    return owner != LentProposal.Owner.OTHERS;
  }

  private Optional<Attempts.Attempt> reject(LentProposal lent, String reason) {
    ConsumerRecord<String, byte[]> proposal = lent.proposal();
    DeadLetters.publishAndWait(
        around.publisher(), Topics.TRIAL_PROPOSED, proposal, "trainer-worker", reason);
    meters.deadLetter();
    LOG.atWarn()
        .addKeyValue("partition", proposal.partition())
        .addKeyValue("offset", proposal.offset())
        .addKeyValue("reason", reason)
        .log("proposal rejected");
    lent.acknowledge(AcknowledgeType.REJECT);
    return Optional.empty();
  }

  private void pause() {
    try {
      var _ = stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }
}
