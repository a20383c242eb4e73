package dev.millrace.standalone.bench.ingest;

import dev.millrace.events.MeasurementRecorded;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** Puts measurements on the topic as upstream does; the same load is the same measurements. */
public final class TopicFiller {
  /** The tenant that all of them belong to. */
  public static final String TENANT = "bench";

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int IN_FLIGHT = 20_000;
  private static final int PROGRESS_EVERY = 10_000;
  private static final long SEED = 4;

  private final EventPublisher publisher;
  private final IngestLoad load;
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final Semaphore slots = new Semaphore(IN_FLIGHT);
  private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

  public TopicFiller(EventPublisher publisher, IngestLoad load) {
    this.publisher = publisher;
    this.load = load;
  }

  /** Sends all and returns when the broker has them; {@code progress} is told how many. */
  public void fill(IntConsumer progress) {
    for (int i = 0; i < load.measurements(); i++) {
      send(measurement(i));
      if (i % PROGRESS_EVERY == 0) {
        check();
        progress.accept(i);
      }
    }
    slots.acquireUninterruptibly(IN_FLIGHT);
    check();
  }

  private MeasurementRecorded measurement(int number) {
    int series = number % load.series();
    int minute = number / load.series();
    return MeasurementRecorded.newBuilder()
        .setEventId(new UUID(random.nextLong(), random.nextLong()).toString())
        .setOccurredAt(RECORDED)
        .setTenantId(TENANT)
        .setSeries("substation-" + series)
        .setVariable("load_kw")
        .setObservedAt(START.plus(STEP.multipliedBy(minute)))
        .setRecordedAt(RECORDED)
        .setValue(1_000 * random.nextDouble())
        .setUnit("kW")
        .setSource("bench ingest")
        .build();
  }

  private void send(MeasurementRecorded measurement) {
    slots.acquireUninterruptibly();
    var _ =
        publisher
            .publish(
                Topics.MEASUREMENT_RECORDED, TENANT + "/" + measurement.getSeries(), measurement)
            .whenComplete(
                (_, thrown) -> {
                  if (thrown != null) {
                    failure.compareAndSet(null, thrown);
                  }
                  slots.release();
                });
  }

  private void check() {
    Throwable thrown = failure.get();
    if (thrown != null) {
      throw new KafkaException("the broker did not take a measurement", thrown);
    }
  }
}
