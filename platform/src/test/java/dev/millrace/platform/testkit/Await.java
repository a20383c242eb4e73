package dev.millrace.platform.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waits for a condition, not for a time. */
public final class Await {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long STEP_NANOS = 20_000_000;

  private Await() {}

  /** Returns when the condition holds; fails with its name when it does not for a minute. */
  public static void until(String what, Callable<Boolean> condition) {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("waited " + LIMIT.toSeconds() + " s in vain: " + what);
        }
        LockSupport.parkNanos(STEP_NANOS);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError("while waiting for: " + what, e);
    }
  }
}
