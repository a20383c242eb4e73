package dev.millrace.registry.trial;

import java.util.List;
import java.util.Optional;

/**
 * What has been reported about one trial.
 *
 * @param counted how hpo-service counted it, whose word is final
 * @param attempts its attempts, oldest first
 */
public record TrialFacts(Optional<Ending> counted, List<AttemptFacts> attempts) {

  public TrialFacts {
    attempts = List.copyOf(attempts);
  }

  /**
   * Where the trial stands: as it was counted, and until then waiting or running. A worker's result
   * alone ends nothing, for another attempt's may have counted before it.
   */
  public TrialState state() {
    if (counted.isPresent()) {
      return TrialState.of(counted.get());
    }
    boolean underWay =
        attempts.stream().anyMatch(a -> !a.lost() && (a.started() || a.result().isPresent()));
    return underWay ? TrialState.RUNNING : TrialState.WAITING;
  }
}
