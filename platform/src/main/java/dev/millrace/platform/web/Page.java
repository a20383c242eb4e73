package dev.millrace.platform.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Some of a list: what every list resource answers with.
 *
 * @param items what is on this page
 * @param total how many there are on all pages
 * @param nextCursor where the next page begins; null on the last
 */
public record Page<T>(List<T> items, long total, @Nullable String nextCursor) {

  public Page {
    items = List.copyOf(items);
  }

  /** A list that fits on one page. */
  public static <T> Page<T> whole(List<T> items) {
    return new Page<>(items, items.size(), null);
  }

  /** A page from a query that asked for one item more than fits. */
  public static <T> Page<T> of(
      List<T> found, int limit, long total, Function<T, String> cursorAfter) {
    if (found.size() <= limit) {
      return new Page<>(found, total, null);
    }
    List<T> items = found.subList(0, limit);
    return new Page<>(items, total, cursorAfter.apply(items.getLast()));
  }

  /** The same page with its items shown in another way. */
  public <V> Page<V> map(Function<? super T, ? extends V> view) {
    return new Page<>(items.stream().<V>map(view).toList(), total, nextCursor);
  }
}
