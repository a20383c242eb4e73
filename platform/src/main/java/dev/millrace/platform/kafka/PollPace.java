package dev.millrace.platform.kafka;

import java.time.Duration;

/**
 * How long a share consumer should poll. It asks the broker once per poll, and the broker does not
 * wake a waiting fetch when a transaction commits: how often it asks is how soon it knows. After
 * work there mostly is more, so it asks often for a while, and seldom when nothing comes, for every
 * question costs CPU on both sides.
 */
public final class PollPace {
  /** A fetch waits no longer than that at the broker. */
  static final Duration EAGER = Duration.ofMillis(8);

  static final Duration CALM = Duration.ofMillis(100);
  static final Duration EAGER_FOR = Duration.ofMillis(500);

  private long workedAt;
  private boolean eager;

  /**
   * Says that a record was worked on.
   *
   * @param nanoTime the end of the work, as {@link System#nanoTime()} tells it
   */
  public void worked(long nanoTime) {
    workedAt = nanoTime;
    eager = true;
  }

  /** The time-out of a poll that begins then. */
  public Duration next(long nanoTime) {
    eager &= nanoTime - workedAt < EAGER_FOR.toNanos();
    return eager ? EAGER : CALM;
  }
}
