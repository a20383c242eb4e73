package dev.millrace.trainer.train;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Bounds on the objective by share of the budget: a table in which the last line reached holds. A
 * trial that is through with its budget is never stopped, as nothing would be saved.
 *
 * @param thresholds in order of budget share; empty: never stop
 * @param reason why these bounds, for a person
 */
public record StoppingRule(List<Threshold> thresholds, String reason) {
  public static final StoppingRule NONE = new StoppingRule(List.of(), "");

  /**
   * One line of the table.
   *
   * @param budgetShare share of the planned steps from which it holds, from 0 to 1
   * @param bound largest objective value that may go on
   */
  public record Threshold(double budgetShare, double bound) {}

  public StoppingRule {
    thresholds =
        thresholds.stream().sorted(Comparator.comparingDouble(Threshold::budgetShare)).toList();
  }

  /** Why to stop after this step, if so. */
  public Optional<String> stops(Step step) {
    if (step.budgetShare() >= 1) {
      return Optional.empty();
    }
    return thresholds.stream()
        .filter(threshold -> threshold.budgetShare() <= step.budgetShare())
        .reduce((_, later) -> later)
        .filter(threshold -> step.value() > threshold.bound())
        .map(threshold -> explain(step, threshold));
  }

  private String explain(Step step, Threshold threshold) {
    return "%s at step %d is above %s, the bound from %.0f %% of the budget%s"
        .formatted(
            step.value(),
            step.number(),
            threshold.bound(),
            100 * threshold.budgetShare(),
            reason.isEmpty() ? "" : ": " + reason);
  }
}
