package dev.millrace.trainer.worker;

import java.time.Duration;

/**
 * What an attempt may take of its slot while it trains.
 *
 * @param cpu CPU time of its thread; 0 = any
 * @param wall time that passes; 0 = any
 */
record AttemptLimits(Duration cpu, Duration wall) {
  static final AttemptLimits NONE = new AttemptLimits(Duration.ZERO, Duration.ZERO);
}
