package dev.millrace.hpo.study;

import dev.millrace.hpo.search.NoPruner;
import dev.millrace.hpo.search.Pruner;
import dev.millrace.hpo.search.SearchSpace;
import dev.millrace.hpo.search.Strategy;
import java.time.Duration;

/**
 * How a study searches.
 *
 * @param trials search trials, ≥ 1, or {@link #AUTO}; the final fit comes on top
 * @param parallel most trials that may run at once, ≥ 1
 * @param timeout the search ends after so long from its first proposal
 * @param maxAttempts how often a trial may be lost before it counts as failed, ≥ 1
 * @param workers slots that the final fit takes at once, ≥ 1
 */
public record SearchPlan(
    SearchSpace space,
    Strategy strategy,
    Pruner pruner,
    int trials,
    int parallel,
    Duration timeout,
    long seed,
    int maxAttempts,
    int workers,
    Goals goals,
    StopRules stop,
    Beginning beginning) {

  /** As many trials as suit the data. */
  public static final int AUTO = 0;

  public SearchPlan {
    if (trials != AUTO) {
      atLeastOne("trials", trials);
    }
    atLeastOne("parallel trials", parallel);
    atLeastOne("attempts", maxAttempts);
    atLeastOne("workers", workers);
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("time-out must be above 0, got " + timeout);
    }
  }

  /** One objective, nothing pruned, stopped by trials and time alone, beginning with nothing. */
  public SearchPlan(
      SearchSpace space,
      Strategy strategy,
      int trials,
      int parallel,
      Duration timeout,
      long seed,
      int maxAttempts) {
    this(
        space,
        strategy,
        new NoPruner(),
        trials,
        parallel,
        timeout,
        seed,
        maxAttempts,
        1,
        Goals.ONE,
        StopRules.NONE,
        Beginning.PLAIN);
  }

  private static void atLeastOne(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(what + " must be at least 1, got " + number);
    }
  }
}
