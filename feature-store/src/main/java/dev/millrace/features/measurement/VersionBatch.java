package dev.millrace.features.measurement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * A batch of measurements as rows, in the order of their keys; of two with the same key the one
 * that came first.
 *
 * @param fresh observed later than anything that is known of their variable: none of them can be in
 *     the table, and no other version of the same value
 * @param late all others, which the table has to be asked about; it finds out their successors
 */
public record VersionBatch(List<Version> fresh, List<Version> late) {

  public VersionBatch {
    fresh = List.copyOf(fresh);
    late = List.copyOf(late);
  }

  /** The variables of a batch, in the order in which they are locked. */
  public static SequencedSet<VariableName> variables(List<Measurement> arrived) {
    SequencedSet<VariableName> names = new TreeSet<>();
    VariableName previous = null;
    for (Measurement one : arrived) {
      VariableName name = VariableName.of(one);
      // Neighbours on a topic are mostly of one series.
      if (!name.equals(previous)) {
        names.add(name);
        previous = name;
      }
    }
    return names;
  }

  /**
   * Sorts a batch.
   *
   * @param known every variable of it, locked: what is fresh stays so until it is written
   */
  public static VersionBatch of(List<Measurement> arrived, Map<VariableName, KnownVariable> known) {
    Map<Integer, Instant> lastObserved = new HashMap<>();
    known.values().forEach(variable -> lastObserved.put(variable.id(), variable.lastObserved()));
    List<Version> fresh = new ArrayList<>(arrived.size());
    List<Version> late = new ArrayList<>();
    for (Version version : distinct(arrived, known)) {
      Instant last = Objects.requireNonNull(lastObserved.get(version.variableId()));
      (version.observedAt().isAfter(last) ? fresh : late).add(version);
    }
    return new VersionBatch(chained(fresh), late);
  }

  /** The first of a batch that was observed so long ago that its like has been removed. */
  public static Optional<Measurement> removed(
      List<Measurement> arrived, Map<VariableName, KnownVariable> known) {
    Instant latest =
        known.values().stream()
            .map(KnownVariable::retainedFrom)
            .max(Instant::compareTo)
            .orElse(Instant.MIN);
    return arrived.stream()
        .filter(one -> one.observedAt().isBefore(latest))
        .filter(one -> one.observedAt().isBefore(retainedFrom(one, known)))
        .findFirst();
  }

  private static Instant retainedFrom(Measurement one, Map<VariableName, KnownVariable> known) {
    return Objects.requireNonNull(known.get(VariableName.of(one))).retainedFrom();
  }

  private static List<Version> distinct(
      List<Measurement> arrived, Map<VariableName, KnownVariable> known) {
    List<Version> sorted = new ArrayList<>(arrived.size());
    for (Measurement one : arrived) {
      int id = Objects.requireNonNull(known.get(VariableName.of(one))).id();
      sorted.add(new Version(id, one, Instant.MAX));
    }
    // Stable: of equal keys the first stays the first.
    sorted.sort(Version.BY_KEY);
    List<Version> distinct = new ArrayList<>(sorted.size());
    for (Version version : sorted) {
      if (distinct.isEmpty() || Version.BY_KEY.compare(distinct.getLast(), version) != 0) {
        distinct.add(version);
      }
    }
    return distinct;
  }

  private static List<Version> chained(List<Version> fresh) {
    List<Version> chained = new ArrayList<>(fresh);
    for (int i = 0; i + 1 < chained.size(); i++) {
      Version next = chained.get(i + 1);
      Version version = chained.get(i);
      if (version.variableId() == next.variableId()
          && version.observedAt().equals(next.observedAt())) {
        chained.set(i, version.supersededAt(next.recordedAt()));
      }
    }
    return chained;
  }
}
