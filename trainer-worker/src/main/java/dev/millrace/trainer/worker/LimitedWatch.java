package dev.millrace.trainer.worker;

import dev.millrace.trainer.train.Step;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Fails an attempt that takes more than it may; looks before each step. */
final class LimitedWatch implements Watch {
  private final Watch watch;
  private final AttemptLimits limits;
  private final LongSupplier cpuNanos;
  private final LongSupplier wallNanos;
  private final long cpuAtStart;
  private final long wallAtStart;

  /**
   * Begins now.
   *
   * @param cpuNanos CPU time of the calling thread
   */
  LimitedWatch(Watch watch, AttemptLimits limits, LongSupplier cpuNanos, LongSupplier wallNanos) {
    this.watch = watch;
    this.limits = limits;
    this.cpuNanos = cpuNanos;
    this.wallNanos = wallNanos;
    this.cpuAtStart = cpuNanos.getAsLong();
    this.wallAtStart = wallNanos.getAsLong();
  }

  @Override
  public void planned(int steps) {
    watch.planned(steps);
  }

  @Override
  public void step(Step step) {
    watch.step(step);
  }

  /** Who is cancelled has not failed, even if it is late. */
  @Override
  public Optional<String> cancelled() {
    Optional<String> cancelled = watch.cancelled();
    if (cancelled.isEmpty()) {
      require(limits.cpu(), cpuNanos.getAsLong() - cpuAtStart, "CPU time", "attempt-cpu-limit");
      require(limits.wall(), wallNanos.getAsLong() - wallAtStart, "time", "attempt-wall-limit");
    }
    return cancelled;
  }

  private static void require(Duration most, long nanos, String what, String setting) {
    if (most.isPositive() && nanos > most.toNanos()) {
      throw new TrainingFailed(
          "the attempt took %.1f s of %s, more than the %.1f s that its worker permits (%s)"
              .formatted(nanos / 1e9, what, most.toNanos() / 1e9, setting));
    }
  }
}
