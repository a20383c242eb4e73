package dev.millrace.platform.serde;

import dev.millrace.topics.Topic;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Events through a Kafka serializer of the user's choice, for example Confluent's own. */
public final class ConfiguredEventCodec implements EventCodec {
  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;

  /** Makes and configures both classes as a Kafka client would. */
  @SuppressWarnings("unchecked") // a class name says nothing of type arguments
  public ConfiguredEventCodec(
      String serializerClass, String deserializerClass, RegistrySettings settings) {
    Map<String, Object> config = new HashMap<>();
    config.put("schema.registry.url", settings.url());
    config.put("specific.avro.reader", true);
    config.put("auto.register.schemas", settings.autoRegister());
    settings
        .user()
        .ifPresent(
            user -> {
              config.put("basic.auth.credentials.source", "USER_INFO");
              config.put("basic.auth.user.info", user + ":" + settings.password().orElse(""));
            });
    serializer = (Serializer<Object>) make(serializerClass);
    deserializer = (Deserializer<Object>) make(deserializerClass);
    serializer.configure(config, false);
    deserializer.configure(config, false);
  }

  private static Object make(String className) {
    try {
      return Class.forName(className).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + className + ": " + e, e);
    }
  }

  @Override
  public byte[] encode(String topic, SpecificRecord event) {
    return serializer.serialize(topic, event);
  }

  @Override
  public <T extends SpecificRecord> Decoded<T> decode(Topic<T> topic, byte @Nullable [] bytes) {
    if (bytes == null) {
      return topic.cleanup() == Topic.Cleanup.COMPACT
          ? new Decoded.Deleted<>()
          : new Decoded.Unreadable<>("the value is null");
    }
    try {
      return new Decoded.Value<>(
          topic.valueClass().cast(deserializer.deserialize(topic.name(), bytes)));
    } catch (RuntimeException e) {
      return new Decoded.Unreadable<>(e.getClass().getSimpleName() + ": " + e.getMessage());
    }
  }

  @Override
  public SpecificRecord decodeAny(byte[] bytes) {
    return (SpecificRecord) deserializer.deserialize("", bytes);
  }
}
