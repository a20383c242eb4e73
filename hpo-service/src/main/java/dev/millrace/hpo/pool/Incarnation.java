package dev.millrace.hpo.pool;

import java.time.Instant;

/**
 * One life of a worker.
 *
 * @param id the worker process; a new one at every start
 * @param name the place it runs at, the same at every start; empty when it has none
 * @param since when the process started, by its own clock
 */
public record Incarnation(String id, String name, Instant since) {

  /** Whether it runs at the place of another, and started there later: the other one is gone. */
  boolean succeeds(Incarnation other) {
    return isAtThePlaceOf(other.id(), other.name())
        && (since.equals(other.since())
            ? id.compareTo(other.id()) > 0
            : since.isAfter(other.since()));
  }

  /** Whether what somebody at its place began was begun before its own time. */
  boolean succeeds(Lease.Held held) {
    return isAtThePlaceOf(held.workerId(), held.holder().name())
        && held.holder().since().isBefore(since);
  }

  private boolean isAtThePlaceOf(String otherId, String otherName) {
    return !name.isEmpty() && name.equals(otherName) && !id.equals(otherId);
  }
}
