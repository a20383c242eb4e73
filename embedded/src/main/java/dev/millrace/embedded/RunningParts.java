package dev.millrace.embedded;

import dev.millrace.embedded.kafka.EmbeddedKafka;
import dev.millrace.embedded.postgres.EmbeddedDatabase;
import dev.millrace.embedded.s3.EmbeddedObjectStore;
import dev.millrace.embedded.schemas.SchemaRegistryServer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The parts that run. */
final class RunningParts {
  private final Map<Part, AutoCloseable> parts;

  RunningParts(Map<Part, AutoCloseable> parts) {
    this.parts = Map.copyOf(parts);
  }

  EmbeddedKafka kafka() {
    return required(Part.KAFKA, EmbeddedKafka.class);
  }

  SchemaRegistryServer registry() {
    return required(Part.REGISTRY, SchemaRegistryServer.class);
  }

  EmbeddedDatabase postgres() {
    return required(Part.POSTGRES, EmbeddedDatabase.class);
  }

  EmbeddedObjectStore s3() {
    return required(Part.S3, EmbeddedObjectStore.class);
  }

  private <T> T required(Part part, Class<T> type) {
    return Optional.ofNullable(parts.get(part))
        .map(type::cast)
        .orElseThrow(
            () -> new IllegalStateException(part.label() + " was not among the wanted parts"));
  }

  Map<String, String> environment() {
    Map<String, String> variables = new LinkedHashMap<>();
    if (parts.containsKey(Part.KAFKA)) {
      variables.put("MILLRACE_KAFKA_BOOTSTRAP_SERVERS", kafka().bootstrapServers());
    }
    if (parts.containsKey(Part.REGISTRY)) {
      variables.put("MILLRACE_REGISTRY_URL", registry().url());
    }
    if (parts.containsKey(Part.POSTGRES)) {
      variables.put("MILLRACE_DATABASE_URL", postgres().jdbcUrl());
      variables.put("MILLRACE_DATABASE_USER", postgres().user());
      variables.put("MILLRACE_DATABASE_PASSWORD", postgres().password());
    }
    if (parts.containsKey(Part.S3)) {
      variables.put("MILLRACE_STORAGE_ENDPOINT", s3().endpoint());
      variables.put("MILLRACE_STORAGE_REGION", EmbeddedObjectStore.REGION);
      variables.put("MILLRACE_STORAGE_BUCKET", EmbeddedObjectStore.BUCKET);
      variables.put("MILLRACE_STORAGE_ACCESS_KEY", s3().accessKey());
      variables.put("MILLRACE_STORAGE_SECRET_KEY", s3().secretKey());
    }
    return variables;
  }
}
