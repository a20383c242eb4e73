package dev.millrace.platform.db;

import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.topics.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Makes events of records; what is none, or is refused, becomes a dead letter. */
final class RecordReader {
  private final String name;
  private final Map<String, Topic<?>> topics;
  private final Kafka kafka;
  private final ProjectionTarget target;

  /**
   * @param name who reads, for the headers of dead letters
   * @param topics by name
   */
  RecordReader(String name, Map<String, Topic<?>> topics, Kafka kafka, ProjectionTarget target) {
    this.name = name;
    this.topics = Map.copyOf(topics);
    this.kafka = kafka;
    this.target = target;
  }

  /** Those that are to be written, in the order of each partition. */
  List<ReadRecord> read(ConsumerRecords<String, byte[]> records) {
    List<ReadRecord> readable = new ArrayList<>(records.count());
    for (ConsumerRecord<String, byte[]> record : records) {
      read(topic(record), record).ifPresent(event -> readable.add(new ReadRecord(record, event)));
    }
    return readable;
  }

  /** Puts a record aside and waits until it is safe. */
  void bury(ConsumerRecord<String, byte[]> record, String reason) {
    DeadLetters.publishAndWait(kafka.publisher(), topic(record), record, name, reason);
  }

  private <T extends SpecificRecord> Optional<Arrived<T>> read(
      Topic<T> topic, ConsumerRecord<String, byte[]> record) {
    return switch (kafka.codec().decode(topic, record.value())) {
      case Decoded.Value<T>(var value) -> {
        Arrived<T> event = arrived(topic, record, value);
        Optional<String> refusal = target.refusal(event);
        refusal.ifPresent(reason -> bury(record, reason));
        yield refusal.isPresent() ? Optional.empty() : Optional.of(event);
      }
      case Decoded.Deleted<T>() -> Optional.empty();
      case Decoded.Unreadable<T>(var reason) -> {
        bury(record, reason);
        yield Optional.empty();
      }
    };
  }

  private static <T extends SpecificRecord> Arrived<T> arrived(
      Topic<T> topic, ConsumerRecord<String, byte[]> record, T value) {
    return new Arrived<>(
        topic,
        record.partition(),
        record.offset(),
        Objects.requireNonNullElse(record.key(), ""),
        Instant.ofEpochMilli(record.timestamp()),
        value);
  }

  private Topic<?> topic(ConsumerRecord<String, byte[]> record) {
    return Objects.requireNonNull(topics.get(record.topic()));
  }
}
