package dev.millrace.hpo.pool;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;
import org.pcollections.PSortedSet;
import org.pcollections.TreePSet;

/**
 * Things by id that also know their age: found by id, and the oldest first, without a search.
 *
 * @param <V> what is known of a thing
 */
public record Dated<V>(PMap<String, Entry<V>> byId, PSortedSet<Stone> byAge) {

  /** A thing with its date. */
  public record Entry<V>(V value, Instant at) {}

  public record Stone(Instant at, String id) implements Comparable<Stone> {

    private static final Comparator<Stone> OLDEST_FIRST =
        Comparator.comparing(Stone::at).thenComparing(Stone::id);

    @Override
    public int compareTo(Stone other) {
      return OLDEST_FIRST.compare(this, other);
    }
  }

  public static <V> Dated<V> none() {
    return new Dated<>(HashTreePMap.empty(), TreePSet.empty());
  }

  public boolean contains(String id) {
    return byId.containsKey(id);
  }

  public Optional<V> get(String id) {
    return Optional.ofNullable(byId.get(id)).map(Entry::value);
  }

  public boolean isEmpty() {
    return byId.isEmpty();
  }

  /** The id of the oldest thing, if it is older than that. */
  Optional<String> before(Instant limit) {
    return oldest().filter(stone -> stone.at().isBefore(limit)).map(Stone::id);
  }

  /** The id of the oldest thing, if it is as old as that or older. */
  Optional<String> notAfter(Instant limit) {
    return oldest().filter(stone -> !stone.at().isAfter(limit)).map(Stone::id);
  }

  Optional<Stone> oldest() {
    return byAge.isEmpty() ? Optional.empty() : Optional.of(byAge.first());
  }

  /** With that thing, in the place of an earlier one of the same id. */
  Dated<V> plus(String id, V value, Instant at) {
    @Nullable Entry<V> earlier = byId.get(id);
    PSortedSet<Stone> others = earlier == null ? byAge : byAge.minus(new Stone(earlier.at(), id));
    return new Dated<>(byId.plus(id, new Entry<>(value, at)), others.plus(new Stone(at, id)));
  }

  Dated<V> minus(String id) {
    @Nullable Entry<V> entry = byId.get(id);
    return entry == null
        ? this
        : new Dated<>(byId.minus(id), byAge.minus(new Stone(entry.at(), id)));
  }
}
