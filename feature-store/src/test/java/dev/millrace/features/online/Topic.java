package dev.millrace.features.online;

import dev.millrace.features.dataset.MemoryView;
import dev.millrace.features.dataset.TimeRange;
import dev.millrace.features.measurement.Measurement;
import dev.millrace.features.series.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A topic and the database behind it, in memory. What is written is on the topic; the database has
 * all of it whenever it is asked, and the tail delivers it when a test says so. What happens while
 * the database is read happens at its two most awkward moments.
 */
final class Topic implements SeriesSource {

  static final String TENANT = "acme";

  private record Key(String series, String variable, long observedAt, long recordedAt) {}

  private final SequencedMap<Key, Measurement> database = new LinkedHashMap<>();
  private final List<Measurement> undelivered = new ArrayList<>();
  private int loads;
  private Runnable beforeReading = () -> {};
  private Runnable afterReading = () -> {};
  private @Nullable RuntimeException outage;

  /** Writes a value; null withdraws it. */
  Measurement write(String series, String variable, long at, long recorded, @Nullable Double v) {
    Measurement one =
        new Measurement(
            TENANT,
            series,
            variable,
            Instant.ofEpochMilli(at),
            Instant.ofEpochMilli(recorded),
            v,
            "",
            "",
            "");
    database.putIfAbsent(new Key(series, variable, at, recorded), one);
    undelivered.add(one);
    return one;
  }

  /** The tail delivers all that was not delivered, the last ones twice. */
  void deliver(SeriesCache cache, Instant now) {
    List<Measurement> all = List.copyOf(undelivered);
    undelivered.clear();
    all.forEach(one -> cache.add(one, now));
    all.forEach(one -> cache.add(one, now));
  }

  /** What there is was delivered long ago, before anybody asked. */
  Topic delivered() {
    undelivered.clear();
    return this;
  }

  /** Does something while the database is read, before and after it looks. */
  void whileLoading(Runnable before, Runnable after) {
    beforeReading = before;
    afterReading = after;
  }

  /** Fails so until null is given. */
  void fail(@Nullable RuntimeException failure) {
    outage = failure;
  }

  /** How many series were loaded so far. */
  int loads() {
    return loads;
  }

  /** The same measurements as datasets are made of them. */
  MemoryView view(Instant asOf) {
    MemoryView view = new MemoryView(asOf);
    database.forEach(
        (key, one) ->
            view.add(
                new MemoryView.Recorded(
                    key.series(), key.variable(), key.observedAt(), key.recordedAt(), value(one))));
    return view;
  }

  private static double value(Measurement one) {
    Double value = one.value();
    return value == null ? Double.NaN : value;
  }

  @Override
  public Map<SeriesKey, SortedMap<String, Versions>> load(Collection<SeriesKey> wanted) {
    beforeReading.run();
    if (outage != null) {
      throw outage;
    }
    Map<SeriesKey, SortedMap<String, Versions>> found = new HashMap<>();
    for (SeriesKey key : wanted) {
      loads++;
      found.put(key, variables(key.series()));
    }
    afterReading.run();
    return found;
  }

  private SortedMap<String, Versions> variables(String series) {
    MemoryView all = view(Instant.parse("9999-01-01T00:00:00Z"));
    SortedMap<String, Versions> variables = new TreeMap<>();
    for (String variable : all.variablesOf(series)) {
      variables.put(variable, all.versions(series, variable, TimeRange.ALL));
    }
    return variables;
  }
}
