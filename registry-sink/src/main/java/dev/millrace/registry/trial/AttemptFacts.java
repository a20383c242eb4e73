package dev.millrace.registry.trial;

import java.util.Optional;

/**
 * What has been reported about one attempt, by whoever reported it, in whatever order.
 *
 * @param started whether a worker said that it took it
 * @param lost whether hpo-service saw its lease lapse
 * @param result how the worker says it ended
 */
public record AttemptFacts(boolean started, boolean lost, Optional<Ending> result) {

  /**
   * Where the attempt stands.
   *
   * <p>A lost attempt stays lost, even if its worker reports later: its lease lapsed, and that is
   * what an operator looks for. Whether its late result counted is the trial's business.
   */
  public AttemptState state() {
    if (lost) {
      return AttemptState.LOST;
    }
    return result
        .map(AttemptState::of)
        .orElse(started ? AttemptState.RUNNING : AttemptState.WAITING);
  }
}
