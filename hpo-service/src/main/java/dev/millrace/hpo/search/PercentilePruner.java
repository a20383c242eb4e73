package dev.millrace.hpo.search;

import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.List;

/**
 * Stops a trial that is not among the best percent of the complete trials at the same share of the
 * budget.
 *
 * <p>Pruned trials are not among those compared with: a median of the survivors of a median would
 * halve the trials at every checkpoint anew.
 *
 * @param percentile how many percent of the complete trials are good enough, 0 to 100; between two
 *     trials the bound is interpolated
 * @param warmup share of the budget before which no trial is stopped
 * @param interval share of the budget between two comparisons; 0 for every twentieth
 * @param startupTrials complete trials before the first trial is stopped
 */
public record PercentilePruner(double percentile, double warmup, double interval, int startupTrials)
    implements Pruner {

  public PercentilePruner {
    Settings.between("percentile", percentile, 0, 100);
    Settings.share("warmup", warmup);
    Settings.share("interval", interval);
    Settings.between("startup_trials", startupTrials, 0, 10_000);
  }

  @Override
  public StoppingRule rule(int number, History history) {
    long complete = history.stream().filter(PercentilePruner::isComplete).count();
    if (complete < startupTrials) {
      return StoppingRule.never(
          "%d of %d trials are complete that are needed before one is pruned"
              .formatted(complete, startupTrials));
    }
    List<Threshold> thresholds =
        Checkpoints.thresholds(Checkpoints.every(warmup, interval), point -> bound(history, point));
    return StoppingRule.above(
        thresholds,
        "the best %s %% of %d complete trials at the same share of the budget"
            .formatted(percentile, complete));
  }

  private double bound(History history, int point) {
    double[] reached = Checkpoints.reached(history, point, PercentilePruner::isComplete);
    return reached.length == 0 ? Double.NaN : quantile(reached, percentile / 100);
  }

  private static boolean isComplete(FinishedTrial trial) {
    return trial.outcome() instanceof Outcome.Complete;
  }

  /** The usual quantile, linear between two values, and the worse of the two if it is infinite. */
  private static double quantile(double[] sorted, double share) {
    double position = share * (sorted.length - 1);
    int below = (int) position;
    double rest = position - below;
    double low = sorted[below];
    if (rest == 0) {
      return low;
    }
    double high = sorted[below + 1];
    return Double.isInfinite(high) ? high : Math.max(low, low + rest * (high - low));
  }
}
