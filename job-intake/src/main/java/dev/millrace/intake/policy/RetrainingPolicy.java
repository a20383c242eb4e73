package dev.millrace.intake.policy;

import dev.millrace.intake.request.JobRequest;
import java.time.Duration;
import java.util.List;

/**
 * When data of a feature set change, request this job.
 *
 * @param name unique in its tenant
 * @param series only when one of these changed; empty for any
 * @param minimumInterval at least so long between two jobs of this policy
 * @param quiet wait until no update came for so long, so that a burst becomes one job
 */
public record RetrainingPolicy(
    String tenantId,
    String name,
    String featureSet,
    List<String> series,
    JobRequest job,
    Duration minimumInterval,
    Duration quiet,
    boolean enabled) {

  /** A steady stream never is quiet; it waits so many quiet periods, and no longer. */
  private static final int MOST_QUIET_PERIODS = 15;

  public RetrainingPolicy {
    series = List.copyOf(series);
  }

  Duration longestWait() {
    return quiet.multipliedBy(MOST_QUIET_PERIODS);
  }

  boolean concerns(List<String> changed) {
    return enabled
        && (series.isEmpty() || changed.isEmpty() || changed.stream().anyMatch(series::contains));
  }
}
