package dev.millrace.hpo.study;

import java.util.OptionalDouble;

/**
 * When a search ends before its budget is used up.
 *
 * @param target the search ends when a trial that keeps the constraints reaches this value
 * @param patience the search ends after so many finished trials in a row without a new best; 0 =
 *     never
 * @param mostFailures the study fails when more trials than that have failed; 0 = only when every
 *     trial fails
 */
public record StopRules(OptionalDouble target, int patience, int mostFailures) {

  public static final StopRules NONE = new StopRules(OptionalDouble.empty(), 0, 0);

  public StopRules {
    if (patience < 0 || mostFailures < 0) {
      throw new IllegalArgumentException(
          "patience and failures must be at least 0, got %d and %d"
              .formatted(patience, mostFailures));
    }
  }

  boolean isReachedBy(Best best) {
    return target.isPresent()
        && best.outcome().isFeasible()
        && best.objective() <= target.getAsDouble();
  }
}
