package dev.millrace.trainer.train;

/** Tells when boosting no longer makes a model better, and which round counts. */
final class EarlyStopping {
  private final int patience;
  private double bestValue = Double.POSITIVE_INFINITY;
  private int bestStep;

  /**
   * Nothing seen yet.
   *
   * @param patience steps without a better value that are one too many; 0 for any number, and then
   *     the last step counts, not the best
   */
  EarlyStopping(int patience) {
    this.patience = patience;
  }

  /** Whether this step counts, as far as is known; steps come in their order. */
  boolean counts(Step step) {
    if (patience > 0 && !(step.value() < bestValue)) {
      return false;
    }
    bestValue = step.value();
    bestStep = step.number();
    return true;
  }

  /** Whether to stop after this step. */
  boolean stops(Step step) {
    return patience > 0 && step.number() - bestStep >= patience;
  }
}
