package dev.millrace.features.dataset;

import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Versions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measurements in memory, with all their versions. */
public final class MemoryView implements MeasurementView {

  /** One version of one value. */
  public record Recorded(
      String series, String variable, long observedAt, long recordedAt, double value) {}

  private final List<Recorded> all = new ArrayList<>();
  private final Map<String, Map<String, Instant>> cuts = new HashMap<>();
  private final Instant asOf;

  public MemoryView(Instant asOf) {
    this.asOf = asOf;
  }

  /** A view of what others have, as of another instant. */
  public MemoryView at(Instant other) {
    MemoryView view = new MemoryView(other);
    view.all.addAll(all);
    view.cuts.putAll(cuts);
    return view;
  }

  /** Adds a version. */
  public MemoryView add(Recorded version) {
    all.add(version);
    return this;
  }

  /** Adds values that were recorded when they were observed. */
  public MemoryView add(String series, String variable, long[] times, double[] values) {
    for (int i = 0; i < times.length; i++) {
      add(new Recorded(series, variable, times[i], times[i], values[i]));
    }
    return this;
  }

  /** Removes what was observed before. */
  public MemoryView remove(String series, String variable, Instant before) {
    all.removeIf(
        one ->
            one.series().equals(series)
                && one.variable().equals(variable)
                && one.observedAt() < before.toEpochMilli());
    cuts.computeIfAbsent(series, _ -> new HashMap<>()).put(variable, before);
    return this;
  }

  @Override
  public Map<String, Instant> retainedFrom(String series) {
    return cuts.getOrDefault(series, Map.of());
  }

  /** Everything there is. */
  public List<Recorded> all() {
    return List.copyOf(all);
  }

  private Stream<Recorded> known(String series) {
    return all.stream()
        .filter(one -> one.series().equals(series))
        .filter(one -> one.recordedAt() <= asOf.toEpochMilli());
  }

  @Override
  public Versions versions(String series, String variable, TimeRange range) {
    List<Recorded> found =
        known(series)
            .filter(one -> one.variable().equals(variable))
            .filter(one -> range.contains(Instant.ofEpochMilli(one.observedAt())))
            .sorted(
                Comparator.comparingLong(Recorded::observedAt)
                    .thenComparingLong(Recorded::recordedAt))
            .toList();
    return new Versions(
        found.stream().mapToLong(Recorded::observedAt).toArray(),
        found.stream().mapToLong(Recorded::recordedAt).toArray(),
        found.stream().mapToDouble(Recorded::value).toArray());
  }

  @Override
  public Observations observations(String series, String variable, TimeRange range) {
    Versions versions = versions(series, variable, range);
    List<Long> times = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    long corrections = 0;
    for (int i = 0; i < versions.size(); i++) {
      boolean last = i + 1 == versions.size() || versions.time(i + 1) != versions.time(i);
      boolean first = i == 0 || versions.time(i - 1) != versions.time(i);
      if (last) {
        times.add(versions.time(i));
        values.add(versions.value(i));
        corrections += first ? 0 : 1;
      }
    }
    return new Observations(
        times.stream().mapToLong(Long::longValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray(),
        corrections);
  }

  @Override
  public List<String> seriesWith(String variable) {
    return all.stream()
        .filter(one -> one.variable().equals(variable))
        .filter(one -> one.recordedAt() <= asOf.toEpochMilli())
        .map(Recorded::series)
        .distinct()
        .sorted()
        .toList();
  }

  @Override
  public List<String> variablesOf(String series) {
    return known(series).map(Recorded::variable).distinct().sorted().toList();
  }
}
