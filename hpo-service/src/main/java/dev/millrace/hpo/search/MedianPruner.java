package dev.millrace.hpo.search;

/**
 * Stops a trial that is worse than the median of the complete trials at the same share of the
 * budget.
 *
 * <p>Source: the median stopping rule of Golovin, Solnik, Moitra, Kochanski, Karro, Sculley,
 * <i>Google Vizier: A Service for Black-Box Optimization</i>, KDD 2017, with the best value so far
 * in place of the running average, as in Optuna.
 *
 * @param warmup share of the budget before which no trial is stopped
 * @param interval share of the budget between two comparisons; 0 for every twentieth
 * @param startupTrials complete trials before the first trial is stopped
 */
public record MedianPruner(double warmup, double interval, int startupTrials) implements Pruner {

  public MedianPruner {
    percentile(warmup, interval, startupTrials);
  }

  @Override
  public StoppingRule rule(int number, History history) {
    return percentile(warmup, interval, startupTrials).rule(number, history);
  }

  private static Pruner percentile(double warmup, double interval, int startupTrials) {
    return new PercentilePruner(50, warmup, interval, startupTrials);
  }
}
