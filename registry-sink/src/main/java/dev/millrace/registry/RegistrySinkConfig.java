package dev.millrace.registry;

import dev.millrace.platform.config.Default;
import dev.millrace.registry.model.Patience;
import dev.millrace.registry.registration.Registrar.Waiting;
import dev.millrace.registry.trial.StepThinning;
import java.time.Duration;

/**
 * Settings of registry-sink.
 *
 * @param batchRecords most records that one transaction writes
 * @param stepsPerAttempt about how many points of a learning curve are kept
 * @param pollInterval how long the registrar rests when there is nothing to register
 * @param retryFirst pause before an artifact is looked for again; each further pause is twice as
 *     long
 * @param retryLongest longest such pause
 * @param missingArtifactLimit after so long an artifact that is not there is lost, and the job
 *     failed
 * @param outageLimit after so long without an answer from the object store the job is failed
 */
public record RegistrySinkConfig(
    @Default("500") int batchRecords,
    @Default("500") int stepsPerAttempt,
    @Default("100ms") Duration pollInterval,
    @Default("1s") Duration retryFirst,
    @Default("60s") Duration retryLongest,
    @Default("10m") Duration missingArtifactLimit,
    @Default("24h") Duration outageLimit) {

  public RegistrySinkConfig {
    if (batchRecords < 1) {
      throw new IllegalArgumentException("batch-records must be ≥ 1, got " + batchRecords);
    }
    if (stepsPerAttempt < 2) {
      throw new IllegalArgumentException("steps-per-attempt must be ≥ 2, got " + stepsPerAttempt);
    }
    if (!pollInterval.isPositive()) {
      throw new IllegalArgumentException("poll-interval must be > 0, got " + pollInterval);
    }
    if (!retryFirst.isPositive() || retryLongest.compareTo(retryFirst) < 0) {
      throw new IllegalArgumentException(
          "0 < retry-first ≤ retry-longest must hold, got %s and %s"
              .formatted(retryFirst, retryLongest));
    }
    if (missingArtifactLimit.isNegative() || outageLimit.isNegative()) {
      throw new IllegalArgumentException(
          "missing-artifact-limit and outage-limit must be ≥ 0, got %s and %s"
              .formatted(missingArtifactLimit, outageLimit));
    }
  }

  StepThinning thinning() {
    return new StepThinning(stepsPerAttempt);
  }

  Waiting waiting() {
    return new Waiting(
        new Patience(retryFirst, retryLongest, missingArtifactLimit),
        new Patience(retryFirst, retryLongest, outageLimit));
  }
}
