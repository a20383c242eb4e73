package dev.millrace.platform.kafka;

import dev.millrace.platform.config.Default;
import java.util.Map;

/**
 * How to reach Kafka.
 *
 * @param bootstrapServers host:port, comma-separated
 * @param replicationFactor replicas of topics that we make; -1 = the broker's default
 * @param properties further client properties, for example security settings
 */
public record KafkaSettings(
    String bootstrapServers,
    @Default("-1") int replicationFactor,
    @Default("") Map<String, String> properties) {

  public KafkaSettings {
    if (bootstrapServers.isBlank()) {
      throw new IllegalArgumentException("bootstrap-servers must not be empty");
    }
    if (replicationFactor < 1 && replicationFactor != -1) {
      throw new IllegalArgumentException(
          "replication-factor must be ≥ 1, or -1 for the broker's default, got "
              + replicationFactor);
    }
    properties = Map.copyOf(properties);
  }

  /** The settings that a test or an embedded broker needs. */
  public static KafkaSettings at(String bootstrapServers) {
    return new KafkaSettings(bootstrapServers, -1, Map.of());
  }

  @Override
  public String toString() {
    return "KafkaSettings[bootstrapServers=" + bootstrapServers + "]";
  }
}
