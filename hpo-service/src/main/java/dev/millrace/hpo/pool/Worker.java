package dev.millrace.hpo.pool;

import java.time.Instant;

/**
 * A worker process that is there, as far as is known.
 *
 * @param slots trials it can run at once; 0 while it leaves, or until it is heard after a restart
 */
public record Worker(Incarnation incarnation, int slots, Instant lastSeen) {

  public String id() {
    return incarnation.id();
  }

  /** Name of the place it runs at; empty when that has none. */
  String place() {
    return incarnation.name();
  }
}
