package dev.millrace.platform.db;

import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.RegistryException;
import dev.millrace.topics.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
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
 *
 * <p>While a batch is written, the next is fetched and decoded, and then waits. So there are never
 * more than two batches in memory, and what the consumer has fetched ahead ({@code fetch.max.bytes}
 * at most): a slow database slows the reading down.
 */
public final class JdbcProjection implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(JdbcProjection.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int FETCH_BYTES = 4 << 20;

  private final String name;
  private final Map<String, Topic<?>> topics = new HashMap<>();
  private final Offsets offsets;
  private final KafkaConsumer<String, byte[]> consumer;
  private final RecordReader reader;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private final ExecutorService writing;

  /** Belongs to the write that is under way, and to the consumer's thread when there is none. */
  private final BatchWriter writer;

  private Optional<Future<?>> underWay = Optional.empty();
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
    this.offsets = new Offsets(database.jdbi(), name);
    this.reader = new RecordReader(name, this.topics, kafka, target);
    this.writer = new BatchWriter(database.jdbi(), offsets, target, reader);
    this.consumer =
        kafka
            .clients()
            .consumer(
                name,
                Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    batch,
                    ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                    FETCH_BYTES));
    this.thread = Thread.ofPlatform().name(name).unstarted(this::run);
    this.writing =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().name(name + "-writer").factory());
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
      awaitWritten();
    } catch (WakeupException e) {
      LOG.atDebug().addKeyValue("projection", name).log("projection stopped");
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("projection", name).log("a projection ended");
    } finally {
      writing.close();
    }
  }

  private void step() {
    try {
      if (rewindNeeded) {
        rewind(consumer.assignment());
        rewindNeeded = false;
      }
      List<ReadRecord> batch = reader.read(consumer.poll(POLL));
      awaitWritten();
      begin(batch);
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

  /** Begins to write a batch, and how far the consumer has got with it. */
  private void begin(List<ReadRecord> batch) {
    Map<TopicPartition, Long> next = new HashMap<>();
    for (TopicPartition partition : consumer.assignment()) {
      long position = consumer.position(partition);
      if (position > writer.positions().getOrDefault(partition, 0L)) {
        next.put(partition, position);
      }
    }
    if (!next.isEmpty()) {
      underWay = Optional.of(writing.submit(() -> writer.write(batch, next)));
    }
  }

  /** Waits for the write that is under way; fails when it did. */
  private void awaitWritten() {
    if (underWay.isEmpty()) {
      return;
    }
    Future<?> write = underWay.get();
    underWay = Optional.empty();
    try {
      write.get();
      commitToKafka();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException("a batch was not written", e.getCause());
    }
  }

  /** Only for people and their tools: the offsets that count are in the database. */
  private void commitToKafka() {
    Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    writer
        .positions()
        .forEach((partition, next) -> committed.put(partition, new OffsetAndMetadata(next)));
    committed.keySet().retainAll(consumer.assignment());
    consumer.commitAsync(committed, null);
  }

  private void rewind(Collection<TopicPartition> partitions) {
    awaitWritten();
    Map<TopicPartition, Long> positions = writer.reset(partitions);
    partitions.forEach(
        partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
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
    /** What was read of them is written before somebody else may read on. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      try {
        awaitWritten();
      } finally {
        writer.positions().keySet().removeAll(partitions);
      }
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
      writing.close();
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
