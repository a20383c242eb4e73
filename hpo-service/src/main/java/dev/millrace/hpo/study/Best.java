package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Parameters;
import java.util.Map;

/**
 * The best trial so far.
 *
 * @param metrics all its metrics on validation rows, by name
 */
public record Best(
    int trial, Parameters parameters, double objective, Map<String, Double> metrics) {

  public Best {
    metrics = Map.copyOf(metrics);
  }

  /** The smaller objective wins, and the earlier trial among equals. */
  boolean beats(Best other) {
    return objective < other.objective || (objective == other.objective && trial < other.trial);
  }
}
