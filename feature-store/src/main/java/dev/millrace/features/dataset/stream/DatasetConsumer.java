package dev.millrace.features.dataset.stream;

import dev.millrace.events.JobAccepted;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.kafka.DeadLetters;
import dev.millrace.platform.serde.Decoded;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
 * Reads {@code job-accepted} and has every job answered, in the order of its partition, several
 * partitions beside each other.
 *
 * <p>A partition has one job under way and is paused meanwhile, so a slow job costs no membership;
 * its offset is committed when the answer is safe. After a crash the job is done again, with the
 * same answer under the same event id.
 */
final class DatasetConsumer implements AutoCloseable {

  static final String GROUP = "feature-store-datasets";

  private static final Logger LOG = LoggerFactory.getLogger(DatasetConsumer.class);

  /** Also the broker's longest wait: a partition that is resumed waits for the fetch under way. */
  private static final Duration POLL = Duration.ofMillis(50);

  private final Kafka kafka;
  private final KafkaConsumer<String, byte[]> consumer;
  private final DatasetJob job;
  private final int limit;
  private final CountDownLatch stopping;
  private final ExecutorService workers;
  private final Map<TopicPartition, UnderWay> underWay = new HashMap<>();
  private final Thread thread;

  private record UnderWay(long offset, Future<?> job) {}

  /**
   * @param limit most jobs at once
   * @param stopping ends every wait of the jobs
   */
  DatasetConsumer(Kafka kafka, DatasetJob job, int limit, CountDownLatch stopping) {
    this.kafka = kafka;
    this.job = job;
    this.limit = limit;
    this.stopping = stopping;
    this.workers =
        Executors.newFixedThreadPool(limit, Thread.ofPlatform().name(GROUP + "-", 1).factory());
    this.consumer =
        kafka
            .clients()
            .consumer(
                GROUP,
                Map.of(
                    ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                    1,
                    ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                    (int) POLL.toMillis()));
    this.thread = Thread.ofPlatform().name(GROUP).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Health health() {
    return thread.isAlive() ? Health.up(GROUP) : Health.down(GROUP, "the consumer has ended");
  }

  private void run() {
    try (consumer) {
      consumer.subscribe(List.of(Topics.JOB_ACCEPTED.name()), new Forget());
      while (stopping.getCount() > 0) {
        step();
      }
      workers.close();
      commitFinished();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the consumer of jobs ended");
    }
  }

  private void step() {
    try {
      commitFinished();
      pauseTheBusy();
      for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
        begin(record);
      }
    } catch (KafkaException e) {
      LOG.atWarn().addKeyValue("cause", e.toString()).log("could not read or commit jobs now");
    }
  }

  private void begin(ConsumerRecord<String, byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    Future<?> future = workers.submit(() -> answer(record), null);
    underWay.put(partition, new UnderWay(record.offset(), future));
  }

  private void answer(ConsumerRecord<String, byte[]> record) {
    try {
      switch (kafka.codec().decode(Topics.JOB_ACCEPTED, record.value())) {
        case Decoded.Value<JobAccepted>(var accepted) -> job.run(accepted);
        case Decoded.Deleted<JobAccepted> _ -> bury(record, "there is no value");
        case Decoded.Unreadable<JobAccepted>(var reason) -> bury(record, reason);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoppedException();
    }
  }

  private void bury(ConsumerRecord<String, byte[]> record, String reason) {
    DeadLetters.publishAndWait(kafka.publisher(), Topics.JOB_ACCEPTED, record, GROUP, reason);
  }

  /** Commits what has been answered; what has failed or was stopped is read again. */
  private void commitFinished() {
    Map<TopicPartition, OffsetAndMetadata> done = new HashMap<>();
    Set<TopicPartition> ended = new HashSet<>();
    underWay.forEach(
        (partition, one) -> {
          switch (one.job().state()) {
            case SUCCESS -> {
              done.put(partition, new OffsetAndMetadata(one.offset() + 1));
              ended.add(partition);
            }
            case FAILED, CANCELLED -> {
              LOG.atWarn()
                  .addKeyValue("partition", partition)
                  .addKeyValue("offset", one.offset())
                  .addKeyValue("cause", String.valueOf(one.job().exceptionNow()))
                  .log("a job was not answered, it is read again");
              consumer.seek(partition, one.offset());
              ended.add(partition);
            }
            case RUNNING -> {}
          }
        });
    if (!done.isEmpty()) {
      consumer.commitSync(done);
    }
    underWay.keySet().removeAll(ended);
  }

  private void pauseTheBusy() {
    Set<TopicPartition> free = new HashSet<>(consumer.assignment());
    Set<TopicPartition> busy = underWay.size() >= limit ? Set.copyOf(free) : underWay.keySet();
    consumer.pause(busy);
    free.removeAll(busy);
    consumer.resume(free);
  }

  /** A partition that went to another process is none of ours: its job is done again there. */
  private final class Forget implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      partitions.forEach(underWay::remove);
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
      workers.close();
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
