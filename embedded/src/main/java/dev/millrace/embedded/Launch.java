package dev.millrace.embedded;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.postgres.EmbeddedDatabase;
import dev.millrace.embedded.s3.EmbeddedObjectStore;
import dev.millrace.embedded.schemas.SchemaRegistryServer;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Starts the parts that the options want, each in its own subfolder. */
record Launch(
    EmbeddedStack.Options options,
    DataDirectory directory,
    Credentials credentials,
    Lifetime lifetime) {

  /**
   * Starts them all.
   *
   * @param started told of each part that got ready, also when another one fails
   */
  RunningParts run(Consumer<AutoCloseable> started) {
    Startup startup = new Startup(options.progress(), started);
    Map<Part, CompletableFuture<? extends AutoCloseable>> parts = new EnumMap<>(Part.class);
    if (options.parts().contains(Part.KAFKA)) {
      CompletableFuture<EmbeddedKafka> kafka = kafka(startup);
      parts.put(Part.KAFKA, kafka);
      if (options.parts().contains(Part.REGISTRY)) {
        parts.put(Part.REGISTRY, registry(startup, kafka));
      }
    }
    if (options.parts().contains(Part.POSTGRES)) {
      parts.put(Part.POSTGRES, postgres(startup));
    }
    if (options.parts().contains(Part.S3)) {
      parts.put(Part.S3, s3(startup));
    }
    startup.await();
    Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
    parts.forEach((part, future) -> running.put(part, future.join()));
    return new RunningParts(running);
  }

  private CompletableFuture<EmbeddedKafka> kafka(Startup startup) {
    return startup.begin(
        Part.KAFKA,
        () -> EmbeddedKafka.start(directory.resolve("kafka"), options.port(Part.KAFKA)),
        EmbeddedKafka::bootstrapServers);
  }

  private CompletableFuture<SchemaRegistryServer> registry(
      Startup startup, CompletableFuture<EmbeddedKafka> kafka) {
    return startup.begin(
        Part.REGISTRY,
        () ->
            SchemaRegistryServer.start(
                kafka.join().bootstrapServers(), options.port(Part.REGISTRY)),
        SchemaRegistryServer::url);
  }

  private CompletableFuture<EmbeddedDatabase> postgres(Startup startup) {
    EmbeddedDatabase.Setup setup =
        new EmbeddedDatabase.Setup(
            directory.resolve("postgres"),
            options.port(Part.POSTGRES),
            lifetime == Lifetime.KEPT,
            credentials.databaseAdminPassword(),
            credentials.databasePassword());
    return startup.begin(
        Part.POSTGRES, () -> EmbeddedDatabase.start(setup), EmbeddedDatabase::jdbcUrl);
  }

  private CompletableFuture<EmbeddedObjectStore> s3(Startup startup) {
    return startup.begin(
        Part.S3,
        () ->
            EmbeddedObjectStore.start(
                directory.resolve("s3"),
                options.port(Part.S3),
                credentials.s3AccessKey(),
                credentials.s3SecretKey()),
        EmbeddedObjectStore::endpoint);
  }
}
