package dev.millrace.trainer.worker;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ShareConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slot's place in the share group. Kafka's client may have asked for a further record at the
 * moment when one came, so a slot may hold a proposal more than it trains, until the broker's lock
 * on it runs out: who works for long gives up its place, and with it whatever it holds.
 */
final class GroupPlace implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(GroupPlace.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final ShareConsumer<String, byte[]> consumer;
  private volatile boolean givenUp;

  /** Takes a place; the consumer is the place's from now on. */
  static GroupPlace take(ShareConsumer<String, byte[]> consumer, String topic) {
    var place = new GroupPlace(consumer);
    try {
      consumer.subscribe(List.of(topic));
      return place;
    } catch (RuntimeException e) {
      place.close();
      throw e;
    }
  }

  private GroupPlace(ShareConsumer<String, byte[]> consumer) {
    this.consumer = consumer;
  }

  ShareConsumer<String, byte[]> consumer() {
    return consumer;
  }

  /** Whether it is of no use any more. */
  boolean isGivenUp() {
    return givenUp;
  }

  /** Works on the calling thread; keeps the place if that takes no longer than so. */
  void keepFor(Duration longest, Runnable work) {
    var worked = new CountDownLatch(1);
    Thread other =
        Thread.ofPlatform().daemon().name("slot-place").start(() -> giveUp(worked, longest));
    try {
      work.run();
    } finally {
      worked.countDown();
      join(other);
    }
  }

  /** The consumer may be used by another thread, as long as that is the only one. */
  private void giveUp(CountDownLatch worked, Duration longest) {
    try {
      if (!worked.await(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        givenUp = true;
        close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread other) {
    try {
      other.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the group have what it holds. */
  @Override
  public void close() {
    try {
      consumer.close(CLOSE_TIMEOUT);
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("share consumer did not close");
    }
  }
}
