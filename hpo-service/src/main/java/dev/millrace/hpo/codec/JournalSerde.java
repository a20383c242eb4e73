package dev.millrace.hpo.codec;

import dev.millrace.hpo.journal.JournalEntry;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.platform.serde.EventCodec;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/** The events of a pool as they lie in its journal. Only lasting ones do. */
public final class JournalSerde {

  private JournalSerde() {}

  public static Serde<PoolEvent> of(EventCodec codec) {
    Envelopes envelopes = new Envelopes(codec);
    JournalWriter writer = new JournalWriter(envelopes);
    JournalReader reader = new JournalReader(envelopes);
    return Serdes.serdeFrom(
        (topic, event) -> event == null ? null : codec.encode(topic, writer.toAvro(lasting(event))),
        (topic, bytes) ->
            bytes == null ? null : reader.fromAvro((JournalEntry) codec.decodeAny(bytes)));
  }

  private static PoolEvent.Lasting lasting(PoolEvent event) {
    return switch (event) {
      case PoolEvent.Lasting lasting -> lasting;
      case PoolEvent.Fleeting fleeting ->
          throw new IllegalArgumentException("a journal keeps no fleeting event, got " + fleeting);
    };
  }
}
