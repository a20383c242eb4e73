package dev.millrace.hpo.pool;

import java.time.Duration;

/**
 * Patience of a pool.
 *
 * @param lease a started attempt is lost when nothing is heard of it for so long
 * @param pickUp a proposed attempt is lost when no worker has started it for so long
 * @param workerExpiry a worker is gone when it is silent for so long
 * @param oldestHeartbeat heartbeats written longer ago say nothing about now; generous, since
 *     clocks of machines differ
 * @param longestPause after a longer time without a tick, or a clock set back, leases start anew
 * @param hopeless a study whose first trials all fail is given up after so many
 * @param memory what is remembered of studies that are over
 * @param rights what each tenant may have
 */
public record PoolSettings(
    Duration lease,
    Duration pickUp,
    Duration workerExpiry,
    Duration oldestHeartbeat,
    Duration longestPause,
    int hopeless,
    Recollection memory,
    Rights rights) {

  public static final PoolSettings DEFAULT =
      new PoolSettings(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          Duration.ofSeconds(60),
          Duration.ofSeconds(10),
          10,
          Recollection.DEFAULT,
          Rights.EQUAL);

  public PoolSettings {
    positive("lease", lease);
    positive("pick-up", pickUp);
    positive("worker expiry", workerExpiry);
    positive("oldest heartbeat", oldestHeartbeat);
    positive("longest pause", longestPause);
    if (hopeless < 1) {
      throw new IllegalArgumentException("hopeless must be at least 1, got " + hopeless);
    }
  }

  public PoolSettings with(Rights replaced) {
    return new PoolSettings(
        lease, pickUp, workerExpiry, oldestHeartbeat, longestPause, hopeless, memory, replaced);
  }

  public PoolSettings with(Recollection replaced) {
    return new PoolSettings(
        lease, pickUp, workerExpiry, oldestHeartbeat, longestPause, hopeless, replaced, rights);
  }

  /** How long a lease of either kind lasts at most. */
  Duration patience() {
    return lease.compareTo(pickUp) > 0 ? lease : pickUp;
  }

  private static void positive(String what, Duration duration) {
    if (!duration.isPositive()) {
      throw new IllegalArgumentException(what + " must be above 0, got " + duration);
    }
  }
}
