package dev.millrace.platform.serde;

import dev.millrace.topics.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** Turns events into record values and back. */
public interface EventCodec {

  /** The value of a record on the topic. */
  byte[] encode(String topic, SpecificRecord event);

  /** Reads a value of the topic; never throws for what the bytes hold. */
  <T extends SpecificRecord> Decoded<T> decode(Topic<T> topic, byte @Nullable [] bytes);

  /**
   * Reads a value of any type that the catalogue knows; for internal topics that carry several.
   *
   * @throws RegistryException when the bytes are not readable: nobody but us writes such topics
   */
  SpecificRecord decodeAny(byte[] bytes);

  /** A serde for internal topics that carry several types of events. */
  default Serde<SpecificRecord> anySerde() {
    return Serdes.serdeFrom(
        (topic, event) -> event == null ? null : encode(topic, event),
        (topic, bytes) -> bytes == null ? null : decodeAny(bytes));
  }

  /** A serde for one type of events on internal topics and in stores. */
  default <T extends SpecificRecord> Serde<T> serde(Class<T> type) {
    return Serdes.serdeFrom(
        (topic, event) -> event == null ? null : encode(topic, event),
        (topic, bytes) -> bytes == null ? null : type.cast(decodeAny(bytes)));
  }
}
