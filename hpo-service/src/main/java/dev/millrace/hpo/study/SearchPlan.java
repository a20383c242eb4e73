package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import java.time.Duration;

/**
 * How a study searches.
 *
 * @param trials search trials, ≥ 1; the final fit comes on top
 * @param parallel most trials that may run at once, ≥ 1
 * @param timeout the search ends after so long from its first proposal
 * @param maxAttempts how often a trial may be lost before it counts as failed, ≥ 1
 */
public record SearchPlan(
    SearchSpace space,
    Strategy strategy,
    Pruner pruner,
    int trials,
    int parallel,
    Duration timeout,
    long seed,
    int maxAttempts) {

  public SearchPlan {
    atLeastOne("trials", trials);
    atLeastOne("parallel trials", parallel);
    atLeastOne("attempts", maxAttempts);
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("time-out must be above 0, got " + timeout);
    }
  }

  private static void atLeastOne(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, got " + number);
    }
  }
}
