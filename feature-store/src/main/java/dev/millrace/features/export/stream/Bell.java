package dev.millrace.features.export.stream;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Tells one who waits that there is something to do; it is heard also when it rang before. */
final class Bell {

  private final Semaphore rung = new Semaphore(0);

  void ring() {
    rung.release();
  }

  /** Waits until it rings, but no longer than that; rings that came together are one. */
  void await(Duration limit) throws InterruptedException {
    if (rung.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
      int _ = rung.drainPermits();
    }
  }
}
