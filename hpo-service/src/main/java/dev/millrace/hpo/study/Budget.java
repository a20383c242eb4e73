package dev.millrace.hpo.study;

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

  /** What the plan says, or what suits the data when it leaves that open. */
  public static Budget of(SearchPlan plan, Dataset dataset) {
    return plan.trials() == SearchPlan.AUTO
        ? SeriesClass.budget(dataset.profile())
        : new Budget(0, plan.trials(), "");
  }

  public Budget after(int recalledTrials) {
    return new Budget(recalledTrials, trials, reason);
  }

  /** All trials, with those recalled; also the number of the final fit. */
  public int total() {
    return recalled + trials;
  }
}
