package dev.millrace.platform.host;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.kafka.KafkaSettings;
import dev.millrace.platform.serde.AvroEventCodec;
import dev.millrace.platform.serde.ConfiguredEventCodec;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.serde.HttpSchemaRegistry;
import dev.millrace.platform.serde.RegistrySettings;
import dev.millrace.platform.serde.SchemaRegistry;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.platform.storage.S3ObjectStore;
import dev.millrace.platform.storage.StorageSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Primary;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.InstantSource;

/** What every service shares, made from the configuration, each when first asked for. */
@Factory
final class PlatformFactory {

  /** Primary, for the framework has a clock of its own. */
  @Singleton
  @Primary
  InstantSource clock() {
    return InstantSource.system();
  }

  @Singleton
  @Bean(
      preDestroy = "close",
      typed = {PrometheusMeterRegistry.class, MeterRegistry.class})
  PrometheusMeterRegistry meters() {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    new JvmMemoryMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new JvmGcMetrics().bindTo(registry);
    return registry;
  }

  @Singleton
  KafkaClients kafkaClients(Config config) {
    return new KafkaClients(config.section("kafka", KafkaSettings.class));
  }

  @Singleton
  @Bean(preDestroy = "close", typed = SchemaRegistry.class)
  HttpSchemaRegistry schemaRegistry(Config config) {
    return new HttpSchemaRegistry(config.section("registry", RegistrySettings.class));
  }

  @Singleton
  EventCodec eventCodec(Config config, SchemaRegistry registry) {
    RegistrySettings settings = config.section("registry", RegistrySettings.class);
    return settings.serializerClass().isPresent()
        ? new ConfiguredEventCodec(
            settings.serializerClass().get(), settings.deserializerClass().orElseThrow(), settings)
        : new AvroEventCodec(registry);
  }

  @Singleton
  @Bean(preDestroy = "close")
  EventPublisher eventPublisher(KafkaClients clients, EventCodec codec) {
    return new EventPublisher(clients.producer("millrace-events"), codec);
  }

  @Singleton
  @Bean(preDestroy = "close", typed = ObjectStore.class)
  S3ObjectStore objectStore(Config config) throws IOException {
    S3ObjectStore store = new S3ObjectStore(config.section("storage", StorageSettings.class));
    store.ensureBucket();
    return store;
  }

  @Singleton
  DatabaseSettings databaseSettings(Config config) {
    return config.section("database", DatabaseSettings.class);
  }
}
