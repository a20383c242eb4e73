package dev.millrace.registry.query;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list.
 *
 * @param items what is on this page
 * @param total how many there are on all pages; null where counting is not worth its price
 * @param nextCursor where the next page begins; null on the last
 */
public record Page<T>(List<T> items, @Nullable Long total, @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /** A page from a query that asked for one item more than fits. */
  static <T> Page<T> of(
      List<T> found, int limit, @Nullable Long total, Function<T, String> cursorAfter) {
    if (found.size() <= limit) {
      return new Page<>(found, total, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, total, cursorAfter.apply(items.getLast()));
  }
}
