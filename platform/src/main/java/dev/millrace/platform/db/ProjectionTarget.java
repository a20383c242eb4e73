package dev.millrace.platform.db;

import java.util.List;
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
}
