package dev.millrace.trainer.worker;

import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.TopicTail;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Remembers every event that it sees, and waits for the ones that a test expects. */
final class Witness implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition seenMore = lock.newCondition();
  private final List<SpecificRecord> seen = new ArrayList<>();
  private final TopicTail tail;

  Witness(KafkaClients clients, EventCodec codec) {
    this.tail = new TopicTail("witness", clients, codec, TopicTail.From.BEGINNING);
    follow(Topics.TRIAL_PROGRESSED);
    follow(Topics.TRIAL_COMPLETED);
    follow(Topics.RANK_PROGRESSED);
    follow(Topics.WORKER_HEARTBEAT);
    follow(Topics.JOB_CANCELLED);
    follow(Topics.STUDY_PROGRESSED);
    follow(Topics.JOB_LOG);
    tail.start();
  }

  private <T extends SpecificRecord> void follow(Topic<T> topic) {
    tail.on(topic, (_, event) -> event.ifPresent(this::remember));
  }

  private void remember(SpecificRecord event) {
    lock.lock();
    try {
      seen.add(event);
      seenMore.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** What it has seen of a type, in the order of each key. */
  <T extends SpecificRecord> List<T> all(Class<T> type) {
    lock.lock();
    try {
      return seen.stream().filter(type::isInstance).map(type::cast).toList();
    } finally {
      lock.unlock();
    }
  }

  /** The first event like this, now or later. */
  <T extends SpecificRecord> T await(Class<T> type, Predicate<T> like) {
    long left = PATIENCE.toNanos();
    lock.lock();
    try {
      while (left > 0) {
        var found = all(type).stream().filter(like).findFirst();
        if (found.isPresent()) {
          return found.get();
        }
        left = seenMore.awaitNanos(left);
      }
      throw new AssertionError(
          "no such %s among %d".formatted(type.getSimpleName(), all(type).size()));
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    } finally {
      lock.unlock();
    }
  }

  /** The first dead letters of a topic. */
  static List<ConsumerRecord<String, byte[]>> deadLetters(
      KafkaClients clients, Topic<?> topic, int count) {
    List<ConsumerRecord<String, byte[]>> letters = new ArrayList<>();
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE.toSeconds());
    try (KafkaConsumer<String, byte[]> consumer = clients.reader("letters")) {
      List<TopicPartition> partition = List.of(new TopicPartition(topic.deadLetterName(), 0));
      consumer.assign(partition);
      consumer.seekToBeginning(partition);
      while (letters.size() < count && System.nanoTime() < until) {
        consumer.poll(Duration.ofMillis(500)).forEach(letters::add);
      }
    }
    if (letters.size() < count) {
      throw new AssertionError("expected %d dead letters, got %s".formatted(count, letters));
    }
    return letters;
  }

  @Override
  public void close() {
    tail.close();
  }
}
