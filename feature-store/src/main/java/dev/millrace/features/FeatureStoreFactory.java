package dev.millrace.features;

import dev.millrace.features.export.sql.ExportTable;
import dev.millrace.features.export.stream.ExportDesk;
import dev.millrace.features.holiday.PublicHolidays;
import dev.millrace.features.lineage.Reports;
import dev.millrace.features.measurement.sql.MeasurementQueries;
import dev.millrace.features.online.OnlineFeatures;
import dev.millrace.features.set.Holidays;
import dev.millrace.features.set.registry.RememberedSets;
import dev.millrace.features.set.registry.SetRegistry;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.db.JdbcProjection.Kafka;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts the service together. */
@Factory
final class FeatureStoreFactory {

  @Singleton
  Holidays holidays() {
    return new PublicHolidays();
  }

  /** What the service needs of Kafka and object storage, made by the platform. */
  record Surroundings(
      KafkaClients clients, EventCodec codec, EventPublisher publisher, ObjectStore store) {}

  @Singleton
  Surroundings surroundings(
      KafkaClients clients, EventCodec codec, EventPublisher publisher, ObjectStore store) {
    return new Surroundings(clients, codec, publisher, store);
  }

  @Singleton
  FeatureStore.Instruments instruments(InstantSource clock, MeterRegistry meters) {
    return new FeatureStore.Instruments(clock, meters);
  }

  @Singleton
  FeatureStore featureStore(
      Config config,
      DatabaseSettings database,
      Surroundings surroundings,
      Holidays holidays,
      FeatureStore.Instruments instruments) {
    return new FeatureStore(
        config.section(FeatureStore.NAME, FeatureStoreConfig.class),
        Database.open(database, FeatureStore.NAME),
        new Kafka(surroundings.clients(), surroundings.codec(), surroundings.publisher()),
        surroundings.store(),
        holidays,
        instruments);
  }

  @Singleton
  MeasurementQueries measurementQueries(FeatureStore store) {
    return store.queries();
  }

  @Singleton
  ExportTable exportTable(FeatureStore store) {
    return store.exports();
  }

  @Singleton
  ExportDesk exportDesk(FeatureStore store) {
    return store.exportDesk();
  }

  @Singleton
  OnlineFeatures onlineFeatures(FeatureStore store) {
    return store.online();
  }

  @Singleton
  SetRegistry setRegistry(FeatureStore store) {
    return store.sets();
  }

  /** For whoever asks for it; all others find feature sets where they are. */
  @Singleton
  @Bean(typed = RememberedSets.class)
  RememberedSets rememberedSets(SetRegistry sets) {
    return new RememberedSets(sets);
  }

  @Singleton
  Reports reports(FeatureStore store) {
    return store.reports();
  }
}
