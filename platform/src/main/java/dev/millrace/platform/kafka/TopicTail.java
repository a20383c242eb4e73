package dev.millrace.platform.kafka;

import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads whole topics in every instance, then follows them: for views that answer questions. Sees
 * committed records only; has no group and commits nothing.
 */
public final class TopicTail implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicTail.class);
  private static final Duration POLL = Duration.ofMillis(200);

  /** Where to begin. */
  public enum From {
    BEGINNING,
    END
  }

  /** Takes the records of one topic, on the tail's own thread; empty = the key was deleted. */
  @FunctionalInterface
  public interface Listener<T extends SpecificRecord> {
    void accept(String key, Optional<T> value);
  }

  /** Takes the values of one topic and when each was written, on the tail's own thread. */
  @FunctionalInterface
  public interface ValueListener<T extends SpecificRecord> {
    void accept(Instant written, T value);
  }

  /** What becomes of a record; nothing when it is not wanted, which spares decoding it. */
  private record Subscription<T extends SpecificRecord>(
      Topic<T> topic,
      Predicate<ConsumerRecord<String, byte[]>> wanted,
      BiConsumer<ConsumerRecord<String, byte[]>, Optional<T>> taker) {

    void deliver(EventCodec codec, ConsumerRecord<String, byte[]> record) {
      if (!wanted.test(record)) {
        return;
      }
      switch (codec.decode(topic, record.value())) {
        case Decoded.Value<T>(var value) -> taker.accept(record, Optional.of(value));
        case Decoded.Deleted<T> _ -> taker.accept(record, Optional.empty());
        case Decoded.Unreadable<T>(var reason) ->
            LOG.atWarn()
                .addKeyValue("topic", record.topic())
                .addKeyValue("partition", record.partition())
                .addKeyValue("offset", record.offset())
                .addKeyValue("reason", reason)
                .log("skipped a record that cannot be read");
      }
    }
  }

  private final KafkaConsumer<String, byte[]> consumer;
  private final EventCodec codec;
  private final From from;
  private final Map<String, Subscription<?>> subscriptions = new LinkedHashMap<>();
  private final CompletableFuture<Void> caughtUp = new CompletableFuture<>();
  private final Thread thread;
  private volatile boolean stopped;

  public TopicTail(String name, KafkaClients clients, EventCodec codec, From from) {
    this.consumer = clients.reader(name);
    this.codec = codec;
    this.from = from;
    this.thread = Thread.ofPlatform().name(name).daemon().unstarted(this::run);
  }

  /** Adds a topic; only before the start. */
  public <T extends SpecificRecord> TopicTail on(Topic<T> topic, Listener<T> listener) {
    subscriptions.put(
        topic.name(),
        new Subscription<>(
            topic,
            record -> record.key() != null,
            (record, value) -> listener.accept(record.key(), value)));
    return this;
  }

  /**
   * Adds a topic whose keys do not matter; only before the start.
   *
   * @param wanted asked before each record; what comes while it is false is skipped
   */
  public <T extends SpecificRecord> TopicTail onValues(
      Topic<T> topic, BooleanSupplier wanted, ValueListener<T> listener) {
    subscriptions.put(
        topic.name(),
        new Subscription<>(
            topic,
            _ -> wanted.getAsBoolean(),
            (record, value) ->
                value.ifPresent(
                    some -> listener.accept(Instant.ofEpochMilli(record.timestamp()), some))));
    return this;
  }

  public TopicTail start() {
    thread.start();
    return this;
  }

  /** Waits until everything that was on the topics at the start has been delivered. */
  public boolean awaitCaughtUp(Duration timeout) throws InterruptedException {
    try {
      caughtUp.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (java.util.concurrent.ExecutionException e) {
      throw new IllegalStateException("the tail ended", e.getCause());
    }
  }

  /** Whether it has read all that was there at the start and is still reading. */
  public boolean isCurrent() {
    return caughtUp.isDone() && thread.isAlive();
  }

  /** Whether it was started and reads no more. */
  public boolean hasEnded() {
    return thread.getState() == Thread.State.TERMINATED;
  }

  /** How many records it has still to read, as of the latest fetch. */
  public long lag() {
    return consumer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("records-lag"))
        .map(metric -> metric.getValue().metricValue())
        .mapToLong(
            value -> value instanceof Double lag && Double.isFinite(lag) ? lag.longValue() : 0)
        .sum();
  }

  private void run() {
    try (consumer) {
      Map<TopicPartition, Long> ends = begin();
      while (!stopped) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          deliver(record);
        }
        if (!caughtUp.isDone()
            && ends.entrySet().stream()
                .allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
          caughtUp.complete(null);
        }
      }
    } catch (WakeupException e) {
      LOG.debug("tail stopped");
    } catch (RuntimeException e) {
      caughtUp.completeExceptionally(e);
      LOG.atError().setCause(e).addKeyValue("tail", thread.getName()).log("a tail ended");
    }
  }

  private void deliver(ConsumerRecord<String, byte[]> record) {
    Subscription<?> subscription = subscriptions.get(record.topic());
    if (subscription != null) {
      subscription.deliver(codec, record);
    }
  }

  private Map<TopicPartition, Long> begin() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : subscriptions.keySet()) {
      partitionsOf(topic).forEach(partitions::add);
    }
    consumer.assign(partitions);
    if (from == From.END) {
      consumer.seekToEnd(partitions);
      partitions.forEach(consumer::position);
    } else {
      consumer.seekToBeginning(partitions);
    }
    return consumer.endOffsets(partitions);
  }

  private List<TopicPartition> partitionsOf(String topic) {
    while (!stopped) {
      try {
        return consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
      } catch (RetriableException e) {
        LOG.atInfo().addKeyValue("topic", topic).log("waiting for the topic");
      }
    }
    return List.of();
  }

  @Override
  public void close() {
    stopped = true;
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    consumer.wakeup();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
