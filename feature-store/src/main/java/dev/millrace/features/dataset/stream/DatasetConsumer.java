package dev.millrace.features.dataset.stream;

import dev.millrace.events.JobAccepted;
import dev.millrace.events.Priority;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code job-accepted} and has every job answered, the most urgent of those that wait first.
 *
 * <p>A slow job costs no membership, for others do the work while this thread goes on polling. An
 * offset is committed when all jobs before it have been answered. After a crash jobs may be done
 * again, with the same answer under the same event id.
 */
final class DatasetConsumer implements AutoCloseable {

  static final String GROUP = "feature-store-datasets";

  private static final Logger LOG = LoggerFactory.getLogger(DatasetConsumer.class);
  private static final Duration POLL = Duration.ofMillis(50);
  private static final int MOST_WAITING = 2_000;

  /** What nobody can read takes no time: it goes before all else. */
  private static final int AT_ONCE = Integer.MAX_VALUE;

  private final Kafka kafka;
  private final KafkaConsumer<String, byte[]> consumer;
  private final DatasetJob job;
  private final CountDownLatch stopping;
  private final Backlog<Runnable> backlog = new Backlog<>();
  private final Map<TopicPartition, Long> committed = new HashMap<>();
  private final List<Thread> workers;
  private final Thread thread;

  /**
   * @param limit most jobs at once
   * @param stopping ends every wait of the jobs
   */
  DatasetConsumer(Kafka kafka, DatasetJob job, int limit, CountDownLatch stopping) {
    this.kafka = kafka;
    this.job = job;
    this.stopping = stopping;
    this.consumer =
        kafka
            .clients()
            .consumer(
                GROUP, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis()));
    this.workers =
        IntStream.rangeClosed(1, limit)
            .mapToObj(n -> Thread.ofPlatform().name(GROUP + "-" + n).unstarted(this::work))
            .toList();
    this.thread = Thread.ofPlatform().name(GROUP).unstarted(this::run);
  }

  void start() {
    workers.forEach(Thread::start);
    thread.start();
  }

  Health health() {
    boolean alive = thread.isAlive() && workers.stream().allMatch(Thread::isAlive);
    return alive ? Health.up(GROUP) : Health.down(GROUP, "the consumer has ended");
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(Topics.JOB_ACCEPTED.name()), new Forget());
      while (stopping.getCount() > 0) {
        step();
      }
      backlog.close();
      for (Thread worker : workers) {
        worker.join();
      }
      commitAnswered();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the consumer of jobs ended");
    } finally {
      backlog.close();
    }
  }

  private void step() {
    try {
      commitAnswered();
      if (backlog.waiting() < MOST_WAITING) {
        consumer.resume(consumer.paused());
      } else {
        consumer.pause(consumer.assignment());
      }
      consumer.poll(POLL).forEach(record -> backlog.add(entry(record)));
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("could not read or commit jobs now");
    }
  }

  private Backlog.Entry<Runnable> entry(ConsumerRecord<String, byte[]> record) {
    return switch (kafka.codec().decode(Topics.JOB_ACCEPTED, record.value())) {
      case Decoded.Value<JobAccepted>(var accepted) ->
          entry(record, urgency(accepted.getPriority()), () -> job.run(accepted));
      case Decoded.Deleted<JobAccepted> _ ->
          entry(record, AT_ONCE, () -> bury(record, "there is no value"));
      case Decoded.Unreadable<JobAccepted>(var reason) ->
          entry(record, AT_ONCE, () -> bury(record, reason));
    };
  }

  private static Backlog.Entry<Runnable> entry(
      ConsumerRecord<String, byte[]> record, int urgency, Runnable answer) {
    return new Backlog.Entry<>(
        new TopicPartition(record.topic(), record.partition()),
        record.offset(),
        urgency,
        record.timestamp(),
        answer);
  }

  private static int urgency(Priority priority) {
    return switch (priority) {
      case LOW -> -1;
      case UNKNOWN, NORMAL -> 0;
      case HIGH -> 1;
      case CRITICAL -> 2;
    };
  }

  private void bury(ConsumerRecord<String, byte[]> record, String reason) {
    DeadLetters.publishAndWait(kafka.publisher(), Topics.JOB_ACCEPTED, record, GROUP, reason);
  }

  /** Answers one job after the other until the service stops. */
  private void work() {
    try {
      for (var next = backlog.take(); next.isPresent(); next = backlog.take()) {
        answer(next.get());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (StoppedException e) {
      LOG.debug("stopped while a job waited");
    }
  }

  private void answer(Backlog.Entry<Runnable> entry) {
    try {
      entry.job().run();
      backlog.done(entry);
    } catch (KafkaException e) {
      LOG.atWarn()
          .addKeyValue("partition", entry.partition())
          .addKeyValue("offset", entry.offset())
          .addKeyValue("cause", e.toString())
          .log("a job was not answered, it waits again");
      backlog.again(entry);
    }
  }

  private void commitAnswered() {
    Map<TopicPartition, OffsetAndMetadata> moved = new HashMap<>();
    backlog
        .committable()
        .forEach(
            (partition, offset) -> {
              if (!offset.equals(committed.get(partition))) {
                moved.put(partition, new OffsetAndMetadata(offset));
              }
            });
    if (!moved.isEmpty()) {
      consumer.commitSync(moved);
      moved.forEach((partition, offset) -> committed.put(partition, offset.offset()));
    }
  }

  /** A partition that went to another process is none of ours: its jobs are done there. */
  private final class Forget implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      backlog.forget(partitions);
      committed.keySet().removeAll(partitions);
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      LOG.atDebug().addKeyValue("partitions", partitions).log("reading jobs");
    }
  }

  /** Ends the reading; the caller has counted the latch down. */
  @Override
  public void close() {
    if (thread.getState() == Thread.State.NEW) {
      backlog.close();
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
