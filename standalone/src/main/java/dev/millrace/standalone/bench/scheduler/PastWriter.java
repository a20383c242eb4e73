package dev.millrace.standalone.bench.scheduler;

import dev.millrace.hpo.codec.CommandCodec;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.stream.PoolJournal;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/**
 * Makes a pool's past and writes it where hpo-service looks for its journal. The rules make it, on
 * a virtual clock that ends now: as many workers as studies, each of which is half through its
 * search when the workers leave. Of open studies a restart needs every event, so nothing is worse.
 */
final class PastWriter implements AutoCloseable {
  private static final Duration TRIAL = Duration.ofMillis(10);
  private static final int PROGRESS_EVERY = 1000;

  /**
   * What was written.
   *
   * @param records of the changelog; none replaces or deletes another
   * @param bytes of their keys and values
   * @param counted trials of each study
   */
  record Past(long records, long bytes, Map<String, Integer> counted) {
    Past {
      counted = Map.copyOf(counted);
    }
  }

  private final EventCodec codec;
  private final Producer<String, byte[]> producer;
  private final int partition;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
  private final Map<String, Integer> counted = new HashMap<>();
  private long records;
  private long bytes;

  PastWriter(KafkaClients clients, EventCodec codec) {
    this.codec = codec;
    this.producer = clients.producer("bench-past");
    this.partition =
        partitionOf(Neighbours.POOL, producer.partitionsFor(PoolJournal.CHANGELOG).size());
  }

  /** Writes it all; {@code progress} is told the number of trials from time to time. */
  Past write(int jobs, int trials, Neighbours others, Instant now, IntConsumer progress) {
    SchedulerLoad load = new SchedulerLoad(jobs, jobs, trials, TRIAL);
    PoolJournal journal = new PoolJournal(codec, PoolSettings.DEFAULT, this::send);
    Instant begin = now.minus(load.ideal().multipliedBy(2));
    VirtualPool pool =
        new VirtualPool(
            load,
            begin,
            (after, events) -> {
              journal.append(after, events);
              events.forEach(this::count);
            });
    for (int i = 0; i < jobs; i++) {
      String job = "past-" + i;
      pool.apply(CommandCodec.fromAvro(others.accepted(job, 2 * load.trialsOf(i), 1)));
      pool.apply(CommandCodec.fromAvro(others.prepared(job)));
    }
    run(pool, trials, progress);
    producer.flush();
    Exception failed = failure.get();
    if (failed != null) {
      throw new IllegalStateException("the past could not be written", failed);
    }
    return new Past(records, bytes, counted);
  }

  private static void run(VirtualPool pool, int trials, IntConsumer progress) {
    pool.begin();
    while (pool.started() < trials) {
      pool.step();
      if (pool.started() % PROGRESS_EVERY == 0) {
        progress.accept(pool.started());
      }
    }
    pool.drain();
    while (pool.fitted() < pool.started()) {
      pool.step();
    }
  }

  private void count(PoolEvent event) {
    if (event instanceof PoolEvent.TrialCounted trial) {
      counted.merge(trial.studyId(), 1, Integer::sum);
    }
  }

  /** A store's changelog is partitioned as the topic that its task reads: here by pool. */
  private static int partitionOf(String pool, int partitions) {
    byte[] key = pool.getBytes(StandardCharsets.UTF_8);
    return Utils.toPositive(Utils.murmur2(key)) % partitions;
  }

  private void send(String key, byte @Nullable [] value) {
    records++;
    bytes += key.getBytes(StandardCharsets.UTF_8).length + (value == null ? 0 : value.length);
    // What becomes of it the callback hears.
    var _ =
        producer.send(
            new ProducerRecord<>(PoolJournal.CHANGELOG, partition, key, value),
            (_, failed) -> failure.compareAndSet(null, failed));
  }

  @Override
  public void close() {
    producer.close();
  }
}
