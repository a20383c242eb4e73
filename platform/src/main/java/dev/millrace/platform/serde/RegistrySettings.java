package dev.millrace.platform.serde;

import dev.millrace.platform.config.Default;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the schema registry is and how values are written.
 *
 * @param url base URL of a registry with the Confluent REST API
 * @param user user name for basic authentication
 * @param password password for basic authentication
 * @param autoRegister whether to register schemas that the registry does not have
 * @param timeout longest wait for one answer
 * @param patience how long to go on asking a registry that does not answer
 * @param serializerClass a Kafka serializer to use instead of ours, for example Confluent's own
 * @param deserializerClass the matching deserializer
 */
public record RegistrySettings(
    String url,
    Optional<String> user,
    Optional<String> password,
    @Default("true") boolean autoRegister,
    @Default("5s") Duration timeout,
    @Default("60s") Duration patience,
    Optional<String> serializerClass,
    Optional<String> deserializerClass) {

  public RegistrySettings {
    if (!url.startsWith("http://") && !url.startsWith("https://")) {
      throw new IllegalArgumentException("url must begin with http:// or https://, got " + url);
    }
    if (serializerClass.isPresent() != deserializerClass.isPresent()) {
      throw new IllegalArgumentException(
          "serializer-class and deserializer-class must be given together");
    }
  }

  /** The settings that a test or an embedded registry needs. */
  public static RegistrySettings at(String url) {
    return new RegistrySettings(
        url,
        Optional.empty(),
        Optional.empty(),
        true,
        Duration.ofSeconds(5),
        Duration.ofSeconds(60),
        Optional.empty(),
        Optional.empty());
  }

  @Override
  public String toString() {
    return "RegistrySettings[url=" + url + ", user=" + user.orElse("-") + "]";
  }
}
