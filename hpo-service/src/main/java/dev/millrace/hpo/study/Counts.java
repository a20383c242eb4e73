package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Outcome;

/**
 * Search trials of a study by state; the final fit is not among them.
 *
 * @param waiting not started: on the topic, or to be proposed again
 * @param lostAttempts attempts, not trials
 */
public record Counts(
    int waiting,
    int running,
    int complete,
    int pruned,
    int failed,
    int cancelled,
    int lostAttempts) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  /** Trials that have an outcome. */
  public int finished() {
    return complete + pruned + failed + cancelled;
  }

  Counts plus(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete _ ->
          new Counts(waiting, running, complete + 1, pruned, failed, cancelled, lostAttempts);
      case Outcome.Pruned _ ->
          new Counts(waiting, running, complete, pruned + 1, failed, cancelled, lostAttempts);
      case Outcome.Failed _ ->
          new Counts(waiting, running, complete, pruned, failed + 1, cancelled, lostAttempts);
      case Outcome.Cancelled _ ->
          new Counts(waiting, running, complete, pruned, failed, cancelled + 1, lostAttempts);
    };
  }

  Counts plusLostAttempt() {
    return new Counts(waiting, running, complete, pruned, failed, cancelled, lostAttempts + 1);
  }

  Counts withOpen(int nowWaiting, int nowRunning) {
    return new Counts(nowWaiting, nowRunning, complete, pruned, failed, cancelled, lostAttempts);
  }
}
