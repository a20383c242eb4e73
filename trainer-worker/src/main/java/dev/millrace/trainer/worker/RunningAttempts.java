package dev.millrace.trainer.worker;

import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** The attempts that run in this worker now; tells when that changes. */
final class RunningAttempts {
  private final ConcurrentSkipListMap<String, Progress> running = new ConcurrentSkipListMap<>();
  private final AtomicLong finished = new AtomicLong();

  void began(String attemptId, Progress progress) {
    running.put(attemptId, progress);
  }

  void ended(String attemptId) {
    running.remove(attemptId);
    finished.incrementAndGet();
  }

  /** Lets each report if it is time to. */
  void tick() {
    running.values().forEach(Progress::tick);
  }

  List<String> ids() {
    return List.copyOf(running.keySet());
  }

  /** How many have ended. */
  long finished() {
    return finished.get();
  }
}
