package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import java.time.Instant;

/** An attempt's right to a slot, until it ends or lapses. */
public sealed interface Lease {

  AttemptId attempt();

  Instant until();

  /** Proposed, not yet started by any worker. */
  record Offered(AttemptId attempt, Instant until) implements Lease {}

  /** Started by a worker. */
  record Held(AttemptId attempt, Holder holder, Instant until) implements Lease {

    public String workerId() {
      return holder.workerId();
    }
  }

  /**
   * Who started an attempt.
   *
   * @param name the place that the worker runs at; empty when it has none
   * @param since when it first said so, by its own clock
   */
  record Holder(String workerId, String name, Instant since) {}

  default boolean isHeldBy(String workerId) {
    return this instanceof Held held && held.workerId().equals(workerId);
  }

  default boolean hasLapsed(Instant at) {
    return !at.isBefore(until());
  }

  default Lease extended(Instant until) {
    return switch (this) {
      case Offered offered -> new Offered(offered.attempt(), until);
      case Held held -> new Held(held.attempt(), held.holder(), until);
    };
  }
}
