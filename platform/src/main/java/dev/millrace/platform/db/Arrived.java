package dev.millrace.platform.db;

import dev.millrace.topics.Topic;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/**
 * An event as it came from its topic.
 *
 * @param topic where it lay
 * @param partition its partition
 * @param offset its offset there
 * @param key its key, empty when it had none
 * @param timestamp when the broker or the producer stamped it
 * @param value the event
 */
public record Arrived<T extends SpecificRecord>(
    Topic<T> topic, int partition, long offset, String key, Instant timestamp, T value) {}
