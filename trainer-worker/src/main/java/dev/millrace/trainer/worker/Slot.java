package dev.millrace.trainer.worker;

import dev.millrace.events.TrialProposed;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.kafka.PollPace;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.topics.Topics;
import dev.millrace.trainer.worker.codec.ProposalCodec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.AcknowledgeType;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidRecordStateException;
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

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final long PAUSE_SECONDS = 1;

  private final TrainerWorkerConfig config;
  private final Surroundings around;
  private final String clientId;
  private final Endings endings;
  private final Attempts attempts;
  private final WorkerMeters meters;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private volatile @Nullable ShareConsumer<String, byte[]> current;

  Slot(
      TrainerWorkerConfig config,
      Surroundings around,
      String clientId,
      Endings endings,
      Attempts attempts,
      WorkerMeters meters) {
    this.config = config;
    this.around = around;
    this.clientId = clientId;
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
      ShareConsumer<String, byte[]> consumer =
          around.clients().shareConsumer(config.group(), clientId);
      try {
        current = consumer;
        consumer.subscribe(List.of(Topics.TRIAL_PROPOSED.name()));
        takeAll(consumer);
      } catch (WakeupException e) {
        LOG.debug("slot stopped while it waited");
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).log("slot failed, it starts again");
        pause();
      } finally {
        current = null;
        close(consumer);
      }
    }
  }

  private void takeAll(ShareConsumer<String, byte[]> consumer) {
    PollPace pace = new PollPace();
    while (!isStopped()) {
      for (ConsumerRecord<String, byte[]> proposal : consumer.poll(pace.next(System.nanoTime()))) {
        take(consumer, proposal);
        pace.worked(System.nanoTime());
      }
    }
  }

  private void take(
      ShareConsumer<String, byte[]> consumer, ConsumerRecord<String, byte[]> proposal) {
    switch (around.codec().decode(Topics.TRIAL_PROPOSED, proposal.value())) {
      case Decoded.Value<TrialProposed>(var proposed) -> {
        Optional<String> unanswerable = ProposalCodec.unanswerable(proposed);
        if (unanswerable.isPresent()) {
          reject(consumer, proposal, unanswerable.get());
        } else {
          take(consumer, proposal, proposed);
        }
      }
      case Decoded.Deleted<TrialProposed> _ ->
          reject(consumer, proposal, "a proposal must have a value");
      case Decoded.Unreadable<TrialProposed>(var reason) -> reject(consumer, proposal, reason);
    }
  }

  private void take(
      ShareConsumer<String, byte[]> consumer,
      ConsumerRecord<String, byte[]> proposal,
      TrialProposed proposed) {
    // Each pool has a share group of its own, and each group sees the proposals of all pools.
    if (!proposed.getPool().equals(config.pool()) || endings.isLost(proposed.getAttemptId())) {
      acknowledge(consumer, proposal, AcknowledgeType.ACCEPT);
      return;
    }
    Optional<String> cancelled = attempts.cancelled(proposed);
    if (cancelled.isPresent()) {
      attempts.cancel(proposed, cancelled.get());
      acknowledge(consumer, proposal, AcknowledgeType.ACCEPT);
      return;
    }
    try (Attempts.Attempt attempt = attempts.start(proposed)) {
      if (acknowledge(consumer, proposal, AcknowledgeType.ACCEPT)) {
        attempt.run();
      }
    }
  }

  private void reject(
      ShareConsumer<String, byte[]> consumer,
      ConsumerRecord<String, byte[]> proposal,
      String reason) {
    DeadLetters.publishAndWait(
        around.publisher(), Topics.TRIAL_PROPOSED, proposal, "trainer-worker", reason);
    meters.deadLetter();
    LOG.atWarn()
        .addKeyValue("partition", proposal.partition())
        .addKeyValue("offset", proposal.offset())
        .addKeyValue("reason", reason)
        .log("proposal rejected");
    acknowledge(consumer, proposal, AcknowledgeType.REJECT);
  }

  /**
   * Whether the record is ours: not when the lock had run out and somebody else may have it. Other
   * failures leave that open; then training is right, as two results of one attempt do no harm.
   */
  private static boolean acknowledge(
      ShareConsumer<String, byte[]> consumer,
      ConsumerRecord<String, byte[]> proposal,
      AcknowledgeType type) {
    consumer.acknowledge(proposal, type);
    for (Optional<KafkaException> result : consumer.commitSync().values()) {
      if (result.isPresent()) {
        LOG.atWarn()
            .setCause(result.get())
            .addKeyValue("offset", proposal.offset())
            .log("acknowledgement failed");
        return !(result.get() instanceof InvalidRecordStateException);
      }
    }
    return true;
  }

  private void pause() {
    try {
      var _ = stopped.await(PAUSE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopped.countDown();
    }
  }

  private static void close(ShareConsumer<String, byte[]> consumer) {
    try {
      consumer.close(CLOSE_TIMEOUT);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("share consumer did not close");
    }
  }
}
