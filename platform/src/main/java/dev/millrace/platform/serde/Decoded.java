package dev.millrace.platform.serde;

import org.apache.avro.specific.SpecificRecord;

/**
 * What came out of the bytes of a record's value.
 *
 * @param <T> the type it should have
 */
public sealed interface Decoded<T extends SpecificRecord> {

  /** A readable value. */
  record Value<T extends SpecificRecord>(T value) implements Decoded<T> {}

  /** No value: the key is deleted (compacted topics only). */
  record Deleted<T extends SpecificRecord>() implements Decoded<T> {}

  /** Bytes that nobody can read, and why; they belong on the dead-letter topic. */
  record Unreadable<T extends SpecificRecord>(String reason) implements Decoded<T> {}
}
