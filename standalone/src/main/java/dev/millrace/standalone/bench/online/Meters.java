package dev.millrace.standalone.bench.online;

import dev.millrace.events.MeasurementRecorded;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Measures hourly values: all that is past at once, then one after the other. */
final class Meters {

  static final String TENANT = "bench";
  static final String VARIABLE = "load_kw";

  private static final Instant START = Instant.parse("2025-01-01T00:00:00Z");
  private static final Instant RECORDED = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration BETWEEN = Duration.ofMillis(50);
  private static final long SEED = 4;

  private final EventPublisher publisher;
  private final int series;
  private final SplittableRandom random = new SplittableRandom(SEED);

  Meters(EventPublisher publisher, int series) {
    this.publisher = publisher;
    this.series = series;
  }

  static String series(int number) {
    return "substation-" + number;
  }

  /** Puts the past on the topic and returns when the broker has it. */
  void past() {
    for (int hour = 0; hour < OnlineLoad.HOURS; hour++) {
      List<CompletableFuture<?>> sent = new ArrayList<>();
      for (int number = 0; number < series; number++) {
        sent.add(send(number, hour));
      }
      CompletableFuture.allOf(sent.toArray(CompletableFuture<?>[]::new)).join();
    }
  }

  /** Goes on measuring, 20 values a second, until the latch is down. */
  void goOn(CountDownLatch enough, AtomicInteger count) {
    try {
      for (int i = 0; !enough.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS); i++) {
        send(i % series, OnlineLoad.HOURS + i / series).join();
        count.incrementAndGet();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private CompletableFuture<?> send(int number, int hour) {
    MeasurementRecorded one =
        MeasurementRecorded.newBuilder()
            .setOccurredAt(RECORDED)
            .setTenantId(TENANT)
            .setSeries(series(number))
            .setVariable(VARIABLE)
            .setObservedAt(START.plus(Duration.ofHours(hour)))
            .setRecordedAt(RECORDED)
            .setValue(1_000 * random.nextDouble())
            .setUnit("kW")
            .setSource("bench features")
            .build();
    return publisher.publish(Topics.MEASUREMENT_RECORDED, TENANT + "/" + series(number), one);
  }
}
