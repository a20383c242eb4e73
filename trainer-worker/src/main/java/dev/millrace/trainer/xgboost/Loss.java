package dev.millrace.trainer.xgboost;

import dev.millrace.trainer.metric.QuantileLevels;
import java.util.Map;
import java.util.Optional;

/**
 * What boosting minimises, and so what trees say.
 *
 * @param objective XGBoost's name
 * @param quantiles the outputs of the trees, in this order; empty for one output that is a point
 */
public record Loss(String objective, Optional<QuantileLevels> quantiles) {
  public static final Loss SQUARED_ERROR = point("reg:squarederror");
  public static final Loss ABSOLUTE_ERROR = point("reg:absoluteerror");
  public static final Loss PSEUDO_HUBER = point("reg:pseudohubererror");

  private static final String OBJECTIVE = "objective";
  private static final String QUANTILES = "quantile_alpha";
  private static final String PINBALL = "reg:quantileerror";

  /** Trees of one output. */
  static Loss point(String objective) {
    return new Loss(objective, Optional.empty());
  }

  /** The pinball losses of these quantiles: in each round a tree for each of them. */
  public static Loss pinball(QuantileLevels quantiles) {
    return new Loss(PINBALL, Optional.of(quantiles));
  }

  /** By its name in events. */
  public static Loss named(String name) {
    return switch (name) {
      case "squared_error" -> SQUARED_ERROR;
      case "absolute_error" -> ABSOLUTE_ERROR;
      case "pseudo_huber" -> PSEUDO_HUBER;
      default ->
          throw new IllegalArgumentException(
              "training.loss must be squared_error, absolute_error or pseudo_huber, got '%s'"
                  .formatted(name));
    };
  }

  /**
   * XGBoost's parameters for it.
   *
   * @param outputs of the model, of which each is learnt by this loss
   */
  Map<String, Object> parameters(int outputs) {
    if (equals(ABSOLUTE_ERROR) && outputs == 1) {
      // Half the absolute error. XGBoost 3.4 smooths its own, which then follows the mean, too.
      return Map.of(OBJECTIVE, PINBALL, QUANTILES, "0.5");
    }
    return quantiles
        .<Map<String, Object>>map(
            levels -> Map.of(OBJECTIVE, objective, QUANTILES, "[" + levels.text() + "]"))
        .orElse(Map.of(OBJECTIVE, objective));
  }

  /** Whether an error twice as large costs twice as much. */
  public boolean isLinear() {
    return quantiles.isPresent() || equals(ABSOLUTE_ERROR);
  }
}
