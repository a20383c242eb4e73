package dev.millrace.platform.kafka;

import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Writes events, each acknowledged by all replicas; thread-safe. */
public final class EventPublisher implements AutoCloseable {
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Producer<String, byte[]> producer;
  private final EventCodec codec;

  public EventPublisher(Producer<String, byte[]> producer, EventCodec codec) {
    this.producer = producer;
    this.codec = codec;
  }

  /** Sends an event; the future completes when the broker has it safely. */
  public <T extends SpecificRecord> CompletableFuture<RecordMetadata> publish(
      Topic<T> topic, String key, T event) {
    return send(new ProducerRecord<>(topic.name(), key, codec.encode(topic.name(), event)));
  }

  /** Sends an event and waits until the broker has it safely. */
  public <T extends SpecificRecord> RecordMetadata publishAndWait(
      Topic<T> topic, String key, T event) {
    return join(publish(topic, key, event));
  }

  /** Deletes a key of a compacted topic and waits until the broker knows. */
  public RecordMetadata deleteAndWait(Topic<?> topic, String key) {
    return join(send(new ProducerRecord<>(topic.name(), key, null)));
  }

  /** Sends a record as it is, for dead letters and outboxes. */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    Trace.ensure(record.headers(), record.key());
    CompletableFuture<RecordMetadata> done = new CompletableFuture<>();
    var _ =
        producer.send(
            record,
            (metadata, failure) -> {
              if (failure == null) {
                done.complete(metadata);
              } else {
                done.completeExceptionally(failure);
              }
            });
    return done;
  }

  /** Sends a record as it is and waits until the broker has it safely. */
  public RecordMetadata sendAndWait(ProducerRecord<String, byte[]> record) {
    return join(send(record));
  }

  private static RecordMetadata join(CompletableFuture<RecordMetadata> sent) {
    try {
      return sent.join();
    } catch (CompletionException e) {
      throw new KafkaException("the broker did not take the event", e.getCause());
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_TIMEOUT);
  }
}
