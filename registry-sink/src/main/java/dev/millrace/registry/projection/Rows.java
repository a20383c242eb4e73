package dev.millrace.registry.projection;

import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Writes the events of one topic into columns that no other topic writes.
 *
 * <p>Two properties make the tables a function of the events, however they arrive: events of
 * different topics touch different columns, so their order does not matter; and writing a topic
 * again from anywhere to its end leaves the same rows.
 *
 * @param <T> the event
 */
@FunctionalInterface
public interface Rows<T> {

  /** Writes events of one topic; those of one key are in the topic's order. */
  void write(Handle handle, List<T> events);
}
