package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import java.util.Map;

/**
 * The best trial so far.
 *
 * @param metrics all its metrics on validation rows, by name
 */
public record Best(
    int trial, Parameters parameters, Outcome.Complete outcome, Map<String, Double> metrics) {

  public Best {
    metrics = Map.copyOf(metrics);
  }

  /** The objective that chooses the model. */
  public double objective() {
    return outcome.objective();
  }

  /** The better outcome wins, and the earlier trial among equals. */
  boolean beats(Best other) {
    int order = outcome.compareTo(other.outcome);
    return order < 0 || (order == 0 && trial < other.trial);
  }
}
