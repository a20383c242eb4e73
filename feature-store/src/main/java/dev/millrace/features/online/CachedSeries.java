package dev.millrace.features.online;

import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.series.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A series in the cache. What arrives before it is loaded is kept and added then: it may be in what
 * was loaded or not, and nothing is added twice. Thread-safe.
 */
final class CachedSeries {

  /** A version that is not known yet: the clock of whoever recorded it is ahead. */
  private record Later(long recordedAt, String variable, long time, double value) {}

  private final CompletableFuture<CachedSeries> ready = new CompletableFuture<>();
  private final SortedMap<String, RecentVersions> variables = new TreeMap<>();
  private final PriorityQueue<Later> later =
      new PriorityQueue<>(Comparator.comparingLong(Later::recordedAt));

  /** By variable, how long before its last observation rows read; as far as anybody asked. */
  private final Map<String, Long> reach;

  private volatile boolean outdated;

  private @Nullable List<Measurement> early = new ArrayList<>();
  private @Nullable SeriesPast past;

  /**
   * An entry to be loaded.
   *
   * @param reach what is known of another one for the same series
   */
  CachedSeries(Map<String, Long> reach) {
    this.reach = new ConcurrentHashMap<>(reach);
  }

  /** Done once it is loaded, failed when that failed. */
  CompletableFuture<CachedSeries> ready() {
    return ready;
  }

  /** Takes what was loaded, and then what arrived meanwhile. */
  void loaded(SortedMap<String, Versions> stored, Instant now) {
    synchronized (this) {
      long at = now.toEpochMilli();
      stored.forEach((variable, versions) -> load(variable, versions, at));
      List<Measurement> arrived = early == null ? List.of() : early;
      early = null;
      arrived.forEach(one -> apply(one, at));
    }
    ready.complete(this);
  }

  private void load(String variable, Versions versions, long now) {
    RecentVersions recent = new RecentVersions(versions.size());
    variables.put(variable, recent);
    for (int i = 0; i < versions.size(); i++) {
      add(variable, versions.time(i), versions.recordedTime(i), versions.value(i), now);
    }
  }

  /** Adds a measurement that arrived. */
  synchronized void add(Measurement arrived, Instant now) {
    if (early == null) {
      apply(arrived, now.toEpochMilli());
    } else {
      early.add(arrived);
    }
  }

  private void apply(Measurement one, long now) {
    Double value = one.value();
    add(
        one.variable(),
        one.observedAt().toEpochMilli(),
        one.recordedAt().toEpochMilli(),
        value == null ? Double.NaN : value,
        now);
    RecentVersions recent = variables.get(one.variable());
    Long needed = reach.get(one.variable());
    if (recent != null && needed != null && !recent.isEmpty()) {
      recent.keep(needed);
    }
  }

  private void add(String variable, long time, long recordedAt, double value, long now) {
    if (recordedAt > now) {
      later.add(new Later(recordedAt, variable, time, value));
    } else {
      RecentVersions recent = variables.computeIfAbsent(variable, _ -> new RecentVersions(16));
      recent.add(time, recordedAt, value);
      outdated |= recent.outdated();
      past = null;
    }
  }

  /** Whether it must be loaded again. */
  boolean outdated() {
    return outdated;
  }

  /** What is known of it at that time; it must be loaded. */
  synchronized SeriesPast past(Instant now) {
    long at = now.toEpochMilli();
    while (!later.isEmpty() && later.peek().recordedAt() <= at) {
      Later due = later.remove();
      add(due.variable(), due.time(), due.recordedAt(), due.value(), at);
    }
    if (past == null) {
      SortedMap<String, VariablePast> known = new TreeMap<>();
      variables.forEach(
          (variable, recent) -> {
            if (!recent.isEmpty()) {
              known.put(variable, recent.past());
            }
          });
      past = new SeriesPast(known);
    }
    return past;
  }

  /** Rows read from that time on, and not of the whole: what lies further back is forgotten. */
  synchronized void read(long readsFrom) {
    for (Map.Entry<String, RecentVersions> variable : variables.entrySet()) {
      RecentVersions recent = variable.getValue();
      if (!recent.isEmpty()) {
        long wanted = recent.last() - (readsFrom - recent.past().step());
        if (recent.keep(reach.merge(variable.getKey(), Math.max(0, wanted), Math::max))) {
          past = null;
        }
      }
    }
  }

  /** By variable, how long before its last observation rows have read. */
  Map<String, Long> reach() {
    return Map.copyOf(reach);
  }
}
