package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.Metric;
import java.util.Map;

/**
 * What to train.
 *
 * @param parameters hyperparameters by the library's names: Long, Double, String or Boolean
 * @param objective metric that is minimised
 */
public record Assignment(
    Kind kind,
    Map<String, Object> parameters,
    long seed,
    Metric objective,
    StoppingRule stoppingRule) {
  /** Part of the search, or the final fit on training and validation rows. */
  public enum Kind {
    SEARCH,
    FINAL_FIT
  }

  public Assignment {
    parameters = Map.copyOf(parameters);
  }
}
