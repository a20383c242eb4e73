package dev.millrace.registry.testkit;

import dev.millrace.platform.db.Arrived;
import dev.millrace.topics.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** An event on its way to its topic. */
public record Told<T extends SpecificRecord>(Topic<T> topic, String key, T event) {

  /** The event as a projection gets it. */
  public Arrived<T> arrived() {
    return new Arrived<>(topic, 0, 0, key, Instant.EPOCH, event);
  }
}
