package dev.millrace.hpo.codec;

import dev.millrace.hpo.study.Enclosed;
import dev.millrace.platform.serde.EventCodec;
import dev.millrace.topics.Topic;
import java.nio.ByteBuffer;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whole events as bytes inside journal entries. They carry their schema id, so an entry can be read
 * as long as its public event can.
 */
final class Envelopes {

  private final EventCodec codec;

  Envelopes(EventCodec codec) {
    this.codec = codec;
  }

  ByteBuffer close(Topic<?> topic, Enclosed enclosed) {
    return close(topic, ((EnclosedEvent) enclosed).event());
  }

  private ByteBuffer close(Topic<?> topic, SpecificRecord event) {
    return ByteBuffer.wrap(codec.encode(topic.name(), event));
  }

  EnclosedEvent open(ByteBuffer envelope) {
    byte[] bytes = new byte[envelope.remaining()];
    envelope.duplicate().get(bytes);
    return new EnclosedEvent(codec.decodeAny(bytes));
  }
}
