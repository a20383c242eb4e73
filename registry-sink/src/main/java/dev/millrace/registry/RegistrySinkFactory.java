package dev.millrace.registry;

import dev.millrace.platform.config.Config;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.db.JdbcProjection;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.platform.kafka.KafkaClients;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.platform.storage.ObjectStore;
import dev.millrace.registry.projection.History;
import dev.millrace.registry.query.CurveQueries;
import dev.millrace.registry.query.ImportanceQueries;
import dev.millrace.registry.query.LogQueries;
import dev.millrace.registry.query.ModelQueries;
import dev.millrace.registry.query.StudyQueries;
import dev.millrace.registry.query.TrialQueries;
import dev.millrace.registry.registration.Artifacts;
import dev.millrace.registry.registration.Outbox;
import dev.millrace.registry.registration.Registrar;
import dev.millrace.registry.registration.RegistrationLoop;
import dev.millrace.registry.registration.RegistrationQueue;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** Puts registry-sink together. */
@Factory
final class RegistrySinkFactory {

  @Singleton
  RegistrySinkConfig settings(Config config) {
    return config.section(RegistrySink.NAME, RegistrySinkConfig.class);
  }

  @Singleton
  @Named(RegistrySink.NAME)
  @Bean(preDestroy = "close")
  Database database(DatabaseSettings settings) {
    return Database.open(settings, RegistrySink.NAME);
  }

  @Singleton
  Artifacts artifacts(ObjectStore store) {
    return new Artifacts(store);
  }

  @Singleton
  History history(RegistrySinkConfig settings, EventCodec codec) {
    return new History(settings.thinning(), new RegistrationQueue(codec));
  }

  @Singleton
  @Named(RegistrySink.NAME)
  JdbcProjection projection(
      RegistrySinkConfig settings,
      History history,
      @Named(RegistrySink.NAME) Database database,
      KafkaClients clients,
      EventCodec codec,
      EventPublisher publisher) {
    return new JdbcProjection(
        RegistrySink.NAME,
        history.topics(),
        new JdbcProjection.Kafka(clients, codec, publisher),
        database,
        settings.batchRecords(),
        history);
  }

  @Singleton
  Outbox outbox(
      @Named(RegistrySink.NAME) Database database, EventCodec codec, EventPublisher publisher) {
    return new Outbox(database.jdbi(), codec, publisher);
  }

  @Singleton
  RegistrationLoop registrations(
      RegistrySinkConfig settings,
      @Named(RegistrySink.NAME) Database database,
      EventCodec codec,
      Outbox outbox,
      Artifacts artifacts,
      InstantSource clock) {
    var registrar =
        new Registrar(database.jdbi(), codec, outbox, artifacts, settings.waiting(), clock);
    return new RegistrationLoop(registrar, outbox, settings.pollInterval());
  }

  @Singleton
  RegistrySink service(
      @Named(RegistrySink.NAME) JdbcProjection projection,
      RegistrationLoop registrations,
      MeterRegistry meters) {
    return new RegistrySink(projection, registrations, meters);
  }

  @Singleton
  StudyQueries studies(@Named(RegistrySink.NAME) Database database) {
    return new StudyQueries(database.jdbi());
  }

  @Singleton
  TrialQueries trials(@Named(RegistrySink.NAME) Database database) {
    return new TrialQueries(database.jdbi());
  }

  @Singleton
  CurveQueries curves(@Named(RegistrySink.NAME) Database database) {
    return new CurveQueries(database.jdbi());
  }

  @Singleton
  ImportanceQueries importances(@Named(RegistrySink.NAME) Database database) {
    return new ImportanceQueries(database.jdbi());
  }

  @Singleton
  LogQueries logs(@Named(RegistrySink.NAME) Database database) {
    return new LogQueries(database.jdbi());
  }

  @Singleton
  ModelQueries models(@Named(RegistrySink.NAME) Database database) {
    return new ModelQueries(database.jdbi());
  }
}
