package dev.millrace.hpo.study;

import dev.millrace.hpo.search.ParameterGrid;
import dev.millrace.hpo.search.Strategy;

/**
 * How many search trials a study may have.
 *
 * @param recalled trials of the study that it continues; its own are numbered from there
 * @param trials its own, ≥ 1
 * @param reason why so many, for a person; empty when the requester said how many
 */
public record Budget(int recalled, int trials, String reason) {

  public Budget {
    if (recalled < 0 || trials < 1) {
      throw new IllegalArgumentException(
          "a budget needs recalled ≥ 0 and trials ≥ 1, got %d and %d".formatted(recalled, trials));
    }
  }

  /**
   * What the plan says, or what suits the data when it leaves that open; never more than a grid has
   * points beside the enqueued ones.
   */
  public static Budget of(SearchPlan plan, Dataset dataset) {
    Budget wanted =
        plan.trials() == SearchPlan.AUTO
            ? SeriesClass.budget(dataset.profile())
            : new Budget(0, plan.trials(), "");
    if (plan.strategy() != Strategy.GRID) {
      return wanted;
    }
    int points = ParameterGrid.of(plan.space()).size() + plan.beginning().enqueued().size();
    return wanted.trials <= points
        ? wanted
        : new Budget(0, points, "%d trials, since the grid has no more points".formatted(points));
  }

  public Budget after(int recalledTrials) {
    return new Budget(recalledTrials, trials, reason);
  }

  /** All trials, with those recalled; also the number of the final fit. */
  public int total() {
    return recalled + trials;
  }
}
