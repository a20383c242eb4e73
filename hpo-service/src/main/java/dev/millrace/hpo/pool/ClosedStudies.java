package dev.millrace.hpo.pool;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/** Ids of studies that are over, for as long as somebody might still speak of them. */
public record ClosedStudies(PMap<String, Instant> closedAt, PSortedSet<Stone> byAge) {

  public static final ClosedStudies NONE =
      new ClosedStudies(HashTreePMap.empty(), TreePSet.empty());

  record Stone(Instant closedAt, String studyId) implements Comparable<Stone> {

    private static final Comparator<Stone> OLDEST_FIRST =
        Comparator.comparing(Stone::closedAt).thenComparing(Stone::studyId);

    @Override
    public int compareTo(Stone other) {
      return OLDEST_FIRST.compare(this, other);
    }
  }

  public boolean contains(String studyId) {
    return closedAt.containsKey(studyId);
  }

  Optional<Stone> oldest() {
    return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first());
  }

  ClosedStudies plus(String studyId, Instant at) {
    ClosedStudies without = minus(studyId);
    return new ClosedStudies(
        without.closedAt.plus(studyId, at), without.byAge.plus(new Stone(at, studyId)));
  }

  ClosedStudies minus(String studyId) {
    Instant at = closedAt.get(studyId);
    return at == null
        ? this
        : new ClosedStudies(closedAt.minus(studyId), byAge.minus(new Stone(at, studyId)));
  }
}
