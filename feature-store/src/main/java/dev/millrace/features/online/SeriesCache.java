package dev.millrace.features.online;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.series.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;

/**
 * The recent past of the series that were asked for last. Thread-safe.
 *
 * <p>An entry exists before its series is loaded, and the source has what was written before it is
 * asked: so whatever arrives is either loaded or added to the entry, and what is both counts once.
 */
public final class SeriesCache {

  private final int limit;
  private final SeriesSource source;
  private final BooleanSupplier following;

  /** The one that was used longest ago comes first. */
  private final SequencedMap<SeriesKey, CachedSeries> entries = new LinkedHashMap<>();

  /**
   * An empty cache.
   *
   * @param limit most series in it
   * @param following whether all that arrives is {@linkplain #add added}; while it is not, every
   *     answer comes from the source
   */
  public SeriesCache(int limit, SeriesSource source, BooleanSupplier following) {
    this.limit = limit;
    this.source = source;
    this.following = following;
  }

  /** Whether there is nothing in it that could change. */
  public boolean isEmpty() {
    synchronized (entries) {
      return entries.isEmpty();
    }
  }

  /** Adds a measurement that arrived, if its series is here. */
  public void add(Measurement arrived, Instant now) {
    CachedSeries entry;
    synchronized (entries) {
      entry = entries.get(new SeriesKey(arrived.tenant(), arrived.series()));
    }
    if (entry != null) {
      entry.add(arrived, now);
    }
  }

  /** What is known of these series. */
  Map<SeriesKey, SeriesPast> get(Collection<SeriesKey> wanted, Instant now) {
    return past(wanted, false, now);
  }

  /** The same, with all of the past. */
  Map<SeriesKey, SeriesPast> getWhole(Collection<SeriesKey> wanted, Instant now) {
    return past(wanted, true, now);
  }

  /** Rows of a series read from that time on; milliseconds since 1970-01-01. */
  void read(SeriesKey key, long readsFrom) {
    CachedSeries entry;
    synchronized (entries) {
      entry = entries.get(key);
    }
    if (entry != null) {
      entry.read(readsFrom);
    }
  }

  private Map<SeriesKey, SeriesPast> past(
      Collection<SeriesKey> wanted, boolean whole, Instant now) {
    Map<SeriesKey, CachedSeries> found = new LinkedHashMap<>();
    Map<SeriesKey, CachedSeries> mine = new LinkedHashMap<>();
    claim(wanted, whole, found, mine);
    if (!mine.isEmpty()) {
      load(mine, now);
    }
    Map<SeriesKey, SeriesPast> pasts = new LinkedHashMap<>();
    found.forEach((key, entry) -> pasts.put(key, loaded(entry).past(now)));
    return pasts;
  }

  /** Finds or makes all entries; those that it makes are the caller's to load. */
  private void claim(
      Collection<SeriesKey> wanted,
      boolean whole,
      Map<SeriesKey, CachedSeries> found,
      Map<SeriesKey, CachedSeries> mine) {
    synchronized (entries) {
      boolean keep = following.getAsBoolean();
      if (!keep) {
        entries.clear();
      }
      for (SeriesKey key : wanted) {
        CachedSeries entry = entries.get(key);
        if (entry == null || whole || entry.outdated()) {
          entry = new CachedSeries(entry == null ? Map.of() : entry.reach());
          mine.put(key, entry);
        }
        found.put(key, entry);
        if (keep) {
          entries.putLast(key, entry);
        }
      }
      while (entries.size() > limit) {
        entries.pollFirstEntry();
      }
    }
  }

  private void load(Map<SeriesKey, CachedSeries> mine, Instant now) {
    try {
      List<SeriesKey> keys = new ArrayList<>(mine.keySet());
      Map<SeriesKey, SortedMap<String, Versions>> stored = source.load(keys);
      mine.forEach(
          (key, entry) ->
              entry.loaded(Objects.requireNonNullElseGet(stored.get(key), TreeMap::new), now));
    } catch (RuntimeException | Error e) {
      synchronized (entries) {
        mine.forEach(entries::remove);
      }
      mine.values().forEach(entry -> entry.ready().completeExceptionally(e));
      throw e;
    }
  }

  /** Waits for whoever loads it. */
  private static CachedSeries loaded(CachedSeries entry) {
    try {
      return entry.ready().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    }
  }
}
