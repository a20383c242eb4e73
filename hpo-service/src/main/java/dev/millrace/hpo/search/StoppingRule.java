package dev.millrace.hpo.search;

import java.util.List;

/**
 * When a worker stops a trial by itself. It travels with the proposal. With thresholds and patience
 * both must have run out; with one of them, that one.
 *
 * @param thresholds by rising budget share; empty for none
 * @param patience share of the budget over which the best value may stand still, 0 for any
 * @param minImprovement by how much a value must be better to count as an improvement, in the unit
 *     of the objective
 * @param reason why these, for a person
 */
public record StoppingRule(
    List<Threshold> thresholds, double patience, double minImprovement, String reason) {

  public StoppingRule {
    thresholds = List.copyOf(thresholds);
  }

  /** A rule that never stops a trial. */
  public static StoppingRule never(String reason) {
    return new StoppingRule(List.of(), 0, 0, reason);
  }

  /** A rule that stops a trial as soon as it is above a threshold. */
  public static StoppingRule above(List<Threshold> thresholds, String reason) {
    return new StoppingRule(thresholds, 0, 0, reason);
  }

  public boolean canStop() {
    return !thresholds.isEmpty() || patience > 0;
  }

  /**
   * From {@code budgetShare} (0 to 1) of the planned steps on, a trial whose best objective so far
   * is above {@code bound} is stopped.
   */
  public record Threshold(double budgetShare, double bound) {}
}
