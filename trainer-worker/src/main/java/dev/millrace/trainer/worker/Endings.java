package dev.millrace.trainer.worker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which jobs are over and which attempts were given up, as other services said: what need not be
 * trained any more. Remembers the latest; thread-safe.
 */
final class Endings {
  private static final int REMEMBERED = 100_000;

  private final Map<String, String> jobs = latest();
  private final Map<String, Boolean> attempts = latest();

  private static <V> Map<String, V> latest() {
    return new LinkedHashMap<>() {
      private static final long serialVersionUID = 1;

      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > REMEMBERED;
      }
    };
  }

  synchronized void jobCancelled(String jobId) {
    jobs.putIfAbsent(jobId, "the job was cancelled");
  }

  synchronized void studyCompleted(String jobId) {
    jobs.putIfAbsent(jobId, "the study is over");
  }

  synchronized void attemptLost(String attemptId) {
    attempts.put(attemptId, true);
  }

  /** Why the job needs no more trials, if so. */
  synchronized Optional<String> over(String jobId) {
    return Optional.ofNullable(jobs.get(jobId));
  }

  /** Whether the trial was given to a later attempt, so that nobody waits for this one. */
  synchronized boolean isLost(String attemptId) {
    return attempts.containsKey(attemptId);
  }
}
