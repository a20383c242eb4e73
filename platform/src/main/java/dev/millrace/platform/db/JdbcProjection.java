package dev.millrace.platform.db;

import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.RegistryException;
import dev.millrace.topics.Topic;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes topics into tables, exactly once: rows and offsets are committed in one transaction, and a
 * process that lost its partitions cannot commit. Unreadable records, and records that the target
 * or the database refuses for what is in them, go to the dead-letter topic.
 */
public final class JdbcProjection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcProjection.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final String name;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final EventCodec codec;
  private final EventPublisher publisher;
  private final Database database;
  private final Offsets offsets;
  private final ProjectionTarget target;
  private final KafkaConsumer<String, byte[]> consumer;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private boolean rewindNeeded;
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * @param name consumer group, and the name under which the offsets are kept
   * @param batch most records of one transaction
   */
  public JdbcProjection(
      String name,
      Collection<Topic<?>> topics,
      Kafka kafka,
      Database database,
      int batch,
      ProjectionTarget target) {
    this.name = name;
    topics.forEach(topic -> this.topics.put(topic.name(), topic));
    this.codec = kafka.codec();
    this.publisher = kafka.publisher();
    this.database = database;
    this.offsets = new Offsets(database.jdbi(), name);
    this.target = target;
    this.consumer =
        kafka
            .clients()
            .consumer(
                name,
                Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    batch,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    4 << 20));
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
  }

  /** What a projection needs of Kafka. */
  public record Kafka(KafkaClients clients, EventCodec codec, EventPublisher publisher) {}

  public JdbcProjection start() {
    offsets.createTable();
    thread.start();
    return this;
  }

  /** How far the rows have got. */
  public Offsets offsets() {
    return offsets;
  }

  /** How many records of its partitions it has still to write, as of the latest fetch. */
  public long lag() {
    return consumer.metrics().entrySet().stream()
        .filter(metric -> metric.getKey().name().equals("records-lag"))
        .map(metric -> metric.getValue().metricValue())
        .mapToLong(
            value -> value instanceof Double lag && Double.isFinite(lag) ? lag.longValue() : 0)
        .sum();
  }

  public Health health() {
    if (!thread.isAlive()) {
      return Health.down(name, "the projection has ended");
    }
    return trouble.map(why -> Health.starting(name, why)).orElseGet(() -> Health.up(name));
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(topics.keySet(), new Seek());
      while (stopping.getCount() > 0) {
        step();
      }
    } catch (WakeupException e) {
      LOG.atDebug().addKeyValue("projection", name).log("projection stopped");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("projection", name).log("a projection ended");
    }
  }

  private void step() {
    try {
      if (rewindNeeded) {
        rewind(consumer.assignment());
        rewindNeeded = false;
      }
      ConsumerRecords<String, byte[]> records = consumer.poll(POLL);
      if (!records.isEmpty()) {
        write(records);
      }
      passMarkers();
      trouble = Optional.empty();
    } catch (WakeupException | InterruptException e) {
      throw e;
    } catch (JdbiException
        | KafkaException
        | CompletionException
        | RegistryException
        | Offsets.StaleAssignmentException e) {
      trouble = Optional.of(String.valueOf(e.getMessage()));
      LOG.atWarn()
          .addKeyValue("projection", name)
          .addKeyValue("cause", e.getMessage())
          .log("could not write a batch, reading it again");
      rewindNeeded = true;
      pause();
    }
  }

  /**
   * Notes how far reading has got where no record says so: behind the end of a transaction, or
   * where retention has taken the records. Else whoever waits for the end of a topic waits for
   * ever.
   */
  private void passMarkers() {
    Map<TopicPartition, Long> ahead = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      long next = consumer.position(partition);
      if (next > positions.getOrDefault(partition, 0L)) {
        ahead.put(partition, next);
      }
    }
    if (!ahead.isEmpty()) {
      commitOffsets(ahead, List.of());
    }
  }

  private void write(ConsumerRecords<String, byte[]> records) {
    List<ConsumerRecord<String, byte[]>> batch = new ArrayList<>();
    records.forEach(batch::add);
    try {
      commit(batch);
    } catch (JdbiException e) {
      if (batch.size() > 1 && blamesTheData(e)) {
        batch.forEach(record -> commitAlone(record));
      } else if (blamesTheData(e)) {
        bury(batch.getFirst(), String.valueOf(e.getMessage()));
      } else {
        throw e;
      }
    }
    commitToKafka();
  }

  private void commitAlone(ConsumerRecord<String, byte[]> record) {
    try {
      commit(List.of(record));
    } catch (JdbiException e) {
      if (!blamesTheData(e)) {
        throw e;
      }
      bury(record, String.valueOf(e.getMessage()));
    }
  }

  private void bury(ConsumerRecord<String, byte[]> record, String reason) {
    LOG.atWarn()
        .addKeyValue("topic", record.topic())
        .addKeyValue("offset", record.offset())
        .addKeyValue("reason", reason)
        .log("the database refuses a record, it goes to the dead letters");
    DeadLetters.publishAndWait(publisher, topic(record), record, name, reason);
    commitOffsets(behind(List.of(record)), List.of());
  }

  private void commit(List<ConsumerRecord<String, byte[]>> batch) {
    List<Arrived<? extends SpecificRecord>> events = new ArrayList<>(batch.size());
    for (ConsumerRecord<String, byte[]> record : batch) {
      read(topic(record), record).ifPresent(events::add);
    }
    commitOffsets(behind(batch), events);
  }

  private static Map<TopicPartition, Long> behind(List<ConsumerRecord<String, byte[]>> batch) {
    Map<TopicPartition, Long> next = new HashMap<>();
    batch.forEach(r -> next.put(new TopicPartition(r.topic(), r.partition()), r.offset() + 1));
    return next;
  }

  private void commitOffsets(
      Map<TopicPartition, Long> next, List<Arrived<? extends SpecificRecord>> events) {
    database
        .jdbi()
        .useTransaction(
            handle -> {
              if (!events.isEmpty()) {
                target.apply(handle, events);
              }
              next.forEach(
                  (partition, to) ->
                      offsets.advance(
                          handle, partition, positions.getOrDefault(partition, 0L), to));
            });
    positions.putAll(next);
  }

  private <T extends SpecificRecord> Optional<Arrived<T>> read(
      Topic<T> topic, ConsumerRecord<String, byte[]> record) {
    return switch (codec.decode(topic, record.value())) {
      case Decoded.Value<T>(var value) -> {
        Arrived<T> event = arrived(topic, record, value);
        Optional<String> refusal = target.refusal(event);
        refusal.ifPresent(
            reason -> DeadLetters.publishAndWait(publisher, topic, record, name, reason));
        yield refusal.isPresent() ? Optional.empty() : Optional.of(event);
      }
      case Decoded.Deleted<T> _ -> Optional.empty();
      case Decoded.Unreadable<T>(var reason) -> {
        DeadLetters.publishAndWait(publisher, topic, record, name, reason);
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

  /** SQL states 22 (data exception) and 23 (constraint violation): trying again is no use. */
  private static boolean blamesTheData(Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof SQLException sql && sql.getSQLState() != null) {
        return sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23");
      }
    }
    return false;
  }

  /** Only for people and their tools: the offsets that count are in the database. */
  private void commitToKafka() {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    positions.forEach((partition, next) -> committed.put(partition, new OffsetAndMetadata(next)));
    committed.keySet().retainAll(consumer.assignment());
    consumer.commitAsync(committed, null);
  }

  private void rewind(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> known = offsets.all();
    for (TopicPartition partition : partitions) {
      long next = known.getOrDefault(partition, 0L);
      positions.put(partition, next);
      consumer.seek(partition, next);
    }
  }

  private void pause() {
    try {
      if (stopping.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atDebug().addKeyValue("projection", name).log("stopping");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  private final class Seek implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(positions::remove);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      rewind(partitions);
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    if (thread.getState() == Thread.State.NEW) {
      consumer.close();
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
