package dev.millrace.standalone.up;

import dev.millrace.events.WorkerHeartbeat;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The first sign of life of a worker that this start has begun. Workers of an earlier start may
 * still be on their way out, and do not count.
 */
final class FirstHeartbeat {
  private final Set<String> names;
  private final Instant begun;
  private final CountDownLatch missing;

  /** Of one of these workers, started at that time or later; of nobody when there are none. */
  FirstHeartbeat(Set<String> names, Instant begun) {
    this.names = Set.copyOf(names);
    this.begun = begun;
    this.missing = new CountDownLatch(names.isEmpty() ? 0 : 1);
  }

  void hear(WorkerHeartbeat heartbeat) {
    if (names.contains(heartbeat.getName())
        && heartbeat.getSlots() > 0
        && !heartbeat.getStartedAt().isBefore(begun)) {
      missing.countDown();
    }
  }

  /** Waits for it; says whether it was in time. */
  boolean await(Duration patience) throws InterruptedException {
    return missing.await(patience.toNanos(), TimeUnit.NANOSECONDS);
  }
}
