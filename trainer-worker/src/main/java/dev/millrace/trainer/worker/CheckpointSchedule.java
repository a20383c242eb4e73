package dev.millrace.trainer.worker;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When an attempt stores a checkpoint: after every interval, and less often when storing takes
 * long, so that it never takes more than a twentieth of the time.
 */
final class CheckpointSchedule {
  private static final int SHARE = 20;

  private final long intervalNanos;
  private final LongSupplier nanoClock;
  private long pauseNanos;
  private long restedSince;
  private long begunAt;

  /**
   * Begins now.
   *
   * @param interval 0 = never
   */
  CheckpointSchedule(Duration interval, LongSupplier nanoClock) {
    this.intervalNanos = interval.toNanos();
    this.nanoClock = nanoClock;
    this.pauseNanos = intervalNanos;
    this.restedSince = nanoClock.getAsLong();
  }

  boolean isDue() {
    return intervalNanos > 0 && nanoClock.getAsLong() - restedSince >= pauseNanos;
  }

  void begin() {
    begunAt = nanoClock.getAsLong();
  }

  /** One is stored, or could not be; the pause until the next begins. */
  void end() {
    restedSince = nanoClock.getAsLong();
    pauseNanos = Math.max(intervalNanos, SHARE * (restedSince - begunAt));
  }

  /** Begins anew: what came before was no training. */
  void restart() {
    restedSince = nanoClock.getAsLong();
  }
}
