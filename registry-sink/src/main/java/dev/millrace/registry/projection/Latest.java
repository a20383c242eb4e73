package dev.millrace.registry.projection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Leaves one event per row: a batch may be sent as one statement, and one statement must not write
 * a row twice.
 */
final class Latest {
  private Latest() {}

  /** The last event of each key, where an event says all that its columns hold. */
  static <T> Collection<T> of(List<T> events, Function<T, Object> key) {
    Map<Object, T> latest = new LinkedHashMap<>();
    events.forEach(event -> latest.put(key.apply(event), event));
    return latest.values();
  }
}
