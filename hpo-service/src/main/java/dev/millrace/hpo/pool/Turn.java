package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.Priority;
import java.util.Comparator;

/**
 * A tenant's place in the order in which slots are given out: the priority of its most entitled
 * study, then how much of its fair share it uses, then the age of that study.
 *
 * @param running slots that the tenant uses
 * @param weight of the tenant
 * @param first its most entitled study that wants a slot
 */
public record Turn(int running, int weight, Entitlement first) implements Comparable<Turn> {

  private static final Comparator<Turn> NEXT_FIRST =
      Comparator.comparing(Turn::priority, Comparator.reverseOrder())
          .thenComparing(Turn::compareShares)
          .thenComparing(Turn::first);

  Priority priority() {
    return first.priority();
  }

  /** Compares running / weight, without the rounding of a division. */
  private static int compareShares(Turn a, Turn b) {
    return Long.compare((long) a.running * b.weight, (long) b.running * a.weight);
  }

  @Override
  public int compareTo(Turn other) {
    return NEXT_FIRST.compare(this, other);
  }
}
