package dev.millrace.hpo.search;

import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.List;
import java.util.function.Predicate;

/**
 * Asynchronous successive halving (ASHA): of the trials that came to a rung, the best 1/η go on to
 * the next, which is at η times the share of the budget.
 *
 * <p>Source: Li, Jamieson, Rostamizadeh, Gonina, Ben-tzur, Hardt, Recht, Talwalkar, <i>A System for
 * Massively Parallel Hyperparameter Tuning</i>, MLSys 2020. There a trial waits at its rung until
 * it is promoted; here, as in the stopping variant, it goes on if it would be promoted at once, and
 * is stopped otherwise. All trials that ended at or after a rung count there, pruned ones too; what
 * running trials have reached does not, so that a rule depends on what has been counted alone.
 *
 * @param minShare share of the budget at the first rung, above 0
 * @param reductionFactor η, above 1
 * @param startupTrials trials that must have come to a rung before one is stopped there
 */
public record SuccessiveHalvingPruner(double minShare, double reductionFactor, int startupTrials)
    implements Pruner {

  public SuccessiveHalvingPruner {
    Settings.above("min_share", minShare, 0, 1);
    Settings.above("reduction_factor", reductionFactor, 1, 100);
    Settings.between("startup_trials", startupTrials, 0, 10_000);
  }

  @Override
  public StoppingRule rule(int number, History history) {
    return rule(history, _ -> true, "");
  }

  /** The rule as if there were only the trials of a kind. */
  StoppingRule rule(History history, Predicate<FinishedTrial> kind, String where) {
    List<Integer> rungs = Checkpoints.growing(minShare, reductionFactor);
    List<Threshold> thresholds =
        Checkpoints.thresholds(rungs, rung -> bound(Checkpoints.reached(history, rung, kind)));
    return StoppingRule.above(
        thresholds,
        "the best 1/%s at each of %d rungs%s".formatted(reductionFactor, rungs.size(), where));
  }

  /**
   * What one trial more must not exceed to be among the best 1/η of a rung. With fewer than η
   * trials nobody is promoted and nobody stopped.
   */
  double bound(double[] bestFirst) {
    int promoted = (int) ((bestFirst.length + 1) / reductionFactor);
    return promoted == 0 || bestFirst.length < startupTrials
        ? Double.POSITIVE_INFINITY
        : bestFirst[promoted - 1];
  }
}
