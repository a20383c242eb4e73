package dev.millrace.hpo.search;

import java.util.List;

/**
 * When a worker stops a trial by itself. It travels with the proposal.
 *
 * @param thresholds by rising budget share; empty for a trial that always runs to its end
 * @param reason why these, for a person
 */
public record StoppingRule(List<Threshold> thresholds, String reason) {

  public StoppingRule {
    thresholds = List.copyOf(thresholds);
  }

  /**
   * From {@code budgetShare} (0 to 1) of the planned steps on, an objective above {@code bound}
   * stops the trial.
   */
  public record Threshold(double budgetShare, double bound) {}
}
