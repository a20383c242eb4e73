package dev.millrace.trainer.worker;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.trainer.train.Trainers;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Makes the worker from the configuration. */
@Factory
final class TrainerWorkerFactory {
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  @Singleton
  TrainerWorker trainerWorker(
      Config config,
      KafkaClients clients,
      EventCodec codec,
      EventPublisher publisher,
      ObjectStore store,
      MeterRegistry meters,
      InstantSource clock) {
    var settings = config.section("trainer-worker", TrainerWorkerConfig.class);
    var around = new Surroundings(clients, codec, publisher, store, meters, clock);
    if (settings.exitWithParent()) {
      ParentWatch.start(System.in, () -> exit(settings.gracePeriod().plus(LAST_WORDS)));
    }
    return new TrainerWorker(settings, around, WorkerParts.of(settings, Trainers.all(), around));
  }

  /**
   * Exits, and does not wait for long: the broker may have gone with the parent, and then every
   * word of farewell waits for minutes.
   */
  private static void exit(Duration limit) {
    CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
        .execute(() -> Runtime.getRuntime().halt(1));
    System.exit(0);
  }
}
