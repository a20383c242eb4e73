package dev.millrace.hpo.search;

import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.List;

/**
 * Stops a trial whose best value is above a bound that the job gives.
 *
 * @param upper the bound, in the unit of the objective
 * @param warmup share of the budget before which no trial is stopped
 */
public record ThresholdPruner(double upper, double warmup) implements Pruner {

  public ThresholdPruner {
    if (!Double.isFinite(upper)) {
      throw new IllegalArgumentException("pruner setting upper must be a number, got " + upper);
    }
    Settings.share("warmup", warmup);
  }

  /** An interval changes nothing: neither the bound nor the best value can rise. */
  public static ThresholdPruner every(double interval, double upper, double warmup) {
    Settings.share("interval", interval);
    return new ThresholdPruner(upper, warmup);
  }

  /** One line is enough: neither the bound nor the best value can rise later. */
  @Override
  public StoppingRule rule(int number, History history) {
    List<Threshold> thresholds =
        Checkpoints.every(warmup, 1).stream()
            .map(point -> new Threshold(Curve.shareOf(point), upper))
            .toList();
    return StoppingRule.above(thresholds, "the job's own bound of " + upper);
  }

  @Override
  public boolean looksAtCurves() {
    return false;
  }
}
