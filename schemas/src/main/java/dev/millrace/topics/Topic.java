package dev.millrace.topics;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * A topic as its owner declares it: what lies on it, under which key, and how long.
 *
 * @param <T> the type of its values
 * @param name the topic's name, which is also the name of the event
 * @param valueClass the generated class of its values
 * @param key what the record key holds, in words
 * @param owner the module that declares the topic; others may write it where the documentation says
 * @param partitions number of partitions it is made with; it may have more
 * @param cleanup what the broker does with old records
 * @param retention how long records are kept; empty = for ever
 */
public record Topic<T extends SpecificRecord>(
    String name,
    Class<T> valueClass,
    String key,
    String owner,
    int partitions,
    Cleanup cleanup,
    Optional<Duration> retention) {

  private static final int DEFAULT_PARTITIONS = 4;
  private static final Duration DEFAULT_RETENTION = Duration.ofDays(30);

  /** What the broker does with old records. */
  public enum Cleanup {
    /** Records older than the retention are deleted. */
    DELETE,
    /** The latest record of each key stays. */
    COMPACT;

    /** The value of the broker's {@code cleanup.policy}. */
    public String policy() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  public Topic {
    Objects.requireNonNull(valueClass, "valueClass");
    Objects.requireNonNull(cleanup, "cleanup");
    if (!name.matches("[a-z]+(-[a-z]+)*")) {
      throw new IllegalArgumentException(
          "a topic name is lower-case words with dashes, got " + name);
    }
    if (partitions < 1) {
      throw new IllegalArgumentException(name + ": partitions must be ≥ 1, got " + partitions);
    }
  }

  /** Declares a topic of {@value #DEFAULT_PARTITIONS} partitions that is kept for 30 days. */
  public static <T extends SpecificRecord> Topic<T> of(String name, Class<T> valueClass) {
    return new Topic<>(
        name,
        valueClass,
        "",
        "",
        DEFAULT_PARTITIONS,
        Cleanup.DELETE,
        Optional.of(DEFAULT_RETENTION));
  }

  public Topic<T> keyedBy(String newKey) {
    return new Topic<>(name, valueClass, newKey, owner, partitions, cleanup, retention);
  }

  public Topic<T> ownedBy(String newOwner) {
    return new Topic<>(name, valueClass, key, newOwner, partitions, cleanup, retention);
  }

  public Topic<T> partitions(int newPartitions) {
    return new Topic<>(name, valueClass, key, owner, newPartitions, cleanup, retention);
  }

  public Topic<T> retain(Duration newRetention) {
    return new Topic<>(
        name, valueClass, key, owner, partitions, Cleanup.DELETE, Optional.of(newRetention));
  }

  /** Keeps the latest record of each key for ever; a null value deletes the key. */
  public Topic<T> compacted() {
    return new Topic<>(name, valueClass, key, owner, partitions, Cleanup.COMPACT, Optional.empty());
  }

  /** The schema that this version of the library writes. */
  public Schema schema() {
    return SpecificData.get().getSchema(valueClass);
  }

  /** The subject of its values in the schema registry. */
  public String subject() {
    return name + "-value";
  }

  /** Where records end that nobody can read. */
  public String deadLetterName() {
    return name + ".dead-letter";
  }
}
