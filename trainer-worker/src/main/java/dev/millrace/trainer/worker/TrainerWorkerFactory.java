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
import java.time.InstantSource;

/** Makes the worker from the configuration. */
@Factory
final class TrainerWorkerFactory {
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
      ParentWatch.start(System.in, () -> System.exit(0));
    }
    return new TrainerWorker(settings, around, WorkerParts.of(settings, Trainers.all(), around));
  }
}
