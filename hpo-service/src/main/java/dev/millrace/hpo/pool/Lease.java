package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.AttemptId;
import java.time.Instant;

/** An attempt's right to a slot, until it ends or lapses. */
public sealed interface Lease {

  AttemptId attempt();

  Instant until();

  /** Proposed, not yet started by any worker. */
  record Offered(AttemptId attempt, Instant until) implements Lease {}

  /** Started by that worker. */
  record Held(AttemptId attempt, String workerId, Instant until) implements Lease {}

  default boolean isHeldBy(String workerId) {
    return this instanceof Held held && held.workerId().equals(workerId);
  }

  default boolean hasLapsed(Instant at) {
    return !at.isBefore(until());
  }

  default Lease extended(Instant until) {
    return switch (this) {
      case Offered offered -> new Offered(offered.attempt(), until);
      case Held held -> new Held(held.attempt(), held.workerId(), until);
    };
  }
}
