package dev.millrace.features.online;

import dev.millrace.features.series.Versions;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Loads together what is asked for while earlier loads are under way: after a start, when nothing
 * is cached, a thousand questions cost a few loads. Thread-safe.
 */
public final class GatheredSource implements SeriesSource {

  private final SeriesSource source;
  private final Semaphore loads;
  private final Object lock = new Object();
  private Batch waiting = new Batch();

  /**
   * A source in front of another one.
   *
   * @param loads most of them at once
   */
  public GatheredSource(SeriesSource source, int loads) {
    this.source = source;
    this.loads = new Semaphore(loads, true);
  }

  /** What whoever came first will load for all that came before it began. */
  private static final class Batch {
    private final Set<SeriesKey> wanted = new HashSet<>();
    private final CompletableFuture<Map<SeriesKey, SortedMap<String, Versions>>> loaded =
        new CompletableFuture<>();
  }

  @Override
  public Map<SeriesKey, SortedMap<String, Versions>> load(Collection<SeriesKey> wanted) {
    if (wanted.isEmpty()) {
      return Map.of();
    }
    Batch mine;
    boolean first;
    synchronized (lock) {
      mine = waiting;
      first = mine.wanted.isEmpty();
      mine.wanted.addAll(wanted);
    }
    if (first) {
      load(mine);
    }
    Map<SeriesKey, SortedMap<String, Versions>> loaded = loaded(mine);
    return wanted.stream()
        .distinct()
        .collect(
            Collectors.toMap(
                Function.identity(),
                key -> Objects.requireNonNullElseGet(loaded.get(key), TreeMap::new)));
  }

  private void load(Batch batch) {
    loads.acquireUninterruptibly();
    try {
      // From here on nobody joins: the source has to be asked after them.
      synchronized (lock) {
        waiting = new Batch();
      }
      batch.loaded.complete(source.load(batch.wanted));
    } catch (RuntimeException | Error e) {
      batch.loaded.completeExceptionally(e);
    } finally {
      loads.release();
    }
  }

  private static Map<SeriesKey, SortedMap<String, Versions>> loaded(Batch batch) {
    try {
      return batch.loaded.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
