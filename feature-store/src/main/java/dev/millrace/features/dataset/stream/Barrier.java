package dev.millrace.features.dataset.stream;

import dev.millrace.platform.db.Offsets;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until everything that is on certain topics now is also in the database: of a job, every
 * measurement.
 *
 * <p>Somebody who writes measurements and then asks for a job sees them in its dataset, although
 * the two travel on different topics.
 */
public final class Barrier {

  private static final Logger LOG = LoggerFactory.getLogger(Barrier.class);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final Duration REPORT = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final Admin admin;
  private final Offsets ingested;
  private final List<String> topics;
  private final CountDownLatch stopping;

  /**
   * @param ingested how far the measurements have got into the database
   * @param stopping ends the wait early
   */
  public Barrier(Admin admin, Offsets ingested, CountDownLatch stopping) {
    this(admin, ingested, List.of(Topics.MEASUREMENT_RECORDED.name()), stopping);
  }

  /**
   * @param ingested how far the topics have got into the database
   * @param topics by name
   * @param stopping ends the wait early
   */
  public Barrier(Admin admin, Offsets ingested, List<String> topics, CountDownLatch stopping) {
    this.admin = admin;
    this.ingested = ingested;
    this.topics = List.copyOf(topics);
    this.stopping = stopping;
  }

  /**
   * Waits.
   *
   * @param who waits, for the log
   * @throws StoppedException when the service is stopping
   */
  public void await(String who) throws InterruptedException {
    if (!await(who, FOR_EVER)) {
      throw new IllegalStateException("a century has passed");
    }
  }

  /**
   * Waits no longer than that.
   *
   * @param who waits, for the log
   * @return whether everything is there
   * @throws StoppedException when the service is stopping
   */
  public boolean await(String who, Duration limit) throws InterruptedException {
    Map<TopicPartition, Long> wanted = ends();
    long missing = missing(wanted);
    long begin = System.nanoTime();
    long reportAt = begin + REPORT.toNanos();
    while (missing > 0 && System.nanoTime() - begin < limit.toNanos()) {
      if (stopping.await(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new StoppedException();
      }
      missing = missing(wanted);
      if (System.nanoTime() > reportAt) {
        LOG.atInfo()
            .addKeyValue("waiting", who)
            .addKeyValue("missing", missing)
            .log("waiting for events to reach the database");
        reportAt = System.nanoTime() + REPORT.toNanos();
      }
    }
    return missing == 0;
  }

  private long missing(Map<TopicPartition, Long> wanted) {
    Map<TopicPartition, Long> reached = ingested.all();
    return wanted.entrySet().stream()
        .mapToLong(end -> end.getValue() - reached.getOrDefault(end.getKey(), 0L))
        .filter(behind -> behind > 0)
        .sum();
  }

  /**
   * The ends of what is written, open transactions included: a transaction that its writer has
   * committed is open to us until the broker has put its marker behind it. One that its writer has
   * left open is waited for until it times out.
   */
  private Map<TopicPartition, Long> ends() throws InterruptedException {
    try {
      Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
      admin
          .describeTopics(topics)
          .allTopicNames()
          .get()
          .forEach(
              (name, topic) ->
                  topic.partitions().stream()
                      .map(TopicPartitionInfo::partition)
                      .map(partition -> new TopicPartition(name, partition))
                      .forEach(partition -> latest.put(partition, OffsetSpec.latest())));
      Map<TopicPartition, Long> ends = new HashMap<>();
      for (Map.Entry<TopicPartition, ListOffsetsResultInfo> end :
          admin.listOffsets(latest).all().get().entrySet()) {
        ends.put(end.getKey(), end.getValue().offset());
      }
      return ends;
    } catch (ExecutionException e) {
      throw new KafkaException("cannot find the ends of the topics", e.getCause());
    }
  }
}
