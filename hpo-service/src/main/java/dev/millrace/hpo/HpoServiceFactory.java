package dev.millrace.hpo;

import dev.millrace.hpo.stream.PoolMetrics;
import dev.millrace.hpo.stream.PoolTopology;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** Puts hpo-service together. */
@Factory
final class HpoServiceFactory {

  @Singleton
  HpoServiceConfig hpoServiceConfig(Config config) {
    return config.section(HpoServiceConfig.SECTION, HpoServiceConfig.class);
  }

  @Singleton
  HpoService hpoService(
      HpoServiceConfig config, EventCodec codec, KafkaClients clients, MeterRegistry meters) {
    PoolTopology topology =
        new PoolTopology(codec, config.pool(), config.tick(), new PoolMetrics(meters));
    return new HpoService(topology, clients, config.streams());
  }
}
