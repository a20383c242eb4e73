package dev.millrace.trainer.train;

/** Tells when boosting no longer makes a model better, and which round counts. */
public final class EarlyStopping {
  private final int patience;
  private Best best = new Best(Double.POSITIVE_INFINITY, 0);

  /** The step that counts so far; 0 = none. */
  public record Best(double value, int step) {}

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
    if (patience > 0 && !(step.value() < best.value())) {
      return false;
    }
    best = new Best(step.value(), step.number());
    return true;
  }

  /** Whether to stop after this step. */
  boolean stops(Step step) {
    return patience > 0 && step.number() - best.step() >= patience;
  }

  Best best() {
    return best;
  }

  /** Goes on where another one was. */
  void resume(Best reached) {
    best = reached;
  }
}
