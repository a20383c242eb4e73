package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.Metric;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What to train.
 *
 * @param parameters hyperparameters by the library's names: Long, Double, String or Boolean
 * @param objective metric that is minimised
 * @param rounds boosting rounds of a final fit, when the search found a better number than the
 *     parameters say
 */
public record Assignment(
    Kind kind,
    Map<String, Object> parameters,
    long seed,
    Metric objective,
    StoppingRule stoppingRule,
    Fitting fitting,
    OptionalInt rounds) {
  /** Part of the search, or the final fit on training and validation rows. */
  public enum Kind {
    SEARCH,
    FINAL_FIT
  }

  public Assignment {
    parameters = Map.copyOf(parameters);
  }
}
