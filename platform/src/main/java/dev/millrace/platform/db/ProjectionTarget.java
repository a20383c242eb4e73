package dev.millrace.platform.db;

import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.jdbi.v3.core.Handle;

/** Turns events into rows. */
@FunctionalInterface
public interface ProjectionTarget {

  /**
   * Writes a batch, in a transaction that the caller commits. The same batch may come again after a
   * failure, never after a success.
   *
   * @param events in the order of each partition
   */
  void apply(Handle handle, List<Arrived<? extends SpecificRecord>> events);

  /**
   * Why an event must not be written, for example because it breaks a rule; its record then goes to
   * the dead-letter topic as it came. Empty = it may.
   */
  default Optional<String> refusal(Arrived<? extends SpecificRecord> event) {
    return Optional.empty();
  }
}
