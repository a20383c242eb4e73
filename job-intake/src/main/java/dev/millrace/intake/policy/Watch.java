package dev.millrace.intake.policy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * All policies of a tenant's feature set, with its latest updates.
 *
 * @param standings by the policy's name
 * @param latest the latest updates, oldest first: to know a repeat, and to serve a policy that was
 *     put before an update but arrives after it
 */
public record Watch(SortedMap<String, Standing> standings, List<Update> latest) {

  public static final int MOST_LATEST = 256;
  public static final Watch EMPTY = new Watch(new TreeMap<>(), List.of());

  public Watch {
    standings = Collections.unmodifiableSortedMap(new TreeMap<>(standings));
    latest = List.copyOf(latest);
  }

  boolean knows(Update update) {
    return latest.stream().anyMatch(known -> known.eventId().equals(update.eventId()));
  }

  Watch noting(Update update) {
    List<Update> next = new ArrayList<>(latest);
    next.add(update);
    return new Watch(standings, next.subList(Math.max(0, next.size() - MOST_LATEST), next.size()));
  }

  Watch having(Standing standing) {
    SortedMap<String, Standing> next = new TreeMap<>(standings);
    next.put(standing.policy().name(), standing);
    return new Watch(next, latest);
  }

  Watch changing(String name, UnaryOperator<Standing> change) {
    SortedMap<String, Standing> next = new TreeMap<>(standings);
    next.computeIfPresent(name, (_, standing) -> change.apply(standing));
    return new Watch(next, latest);
  }

  Watch without(String name) {
    SortedMap<String, Standing> next = new TreeMap<>(standings);
    next.remove(name);
    return new Watch(next, latest);
  }
}
