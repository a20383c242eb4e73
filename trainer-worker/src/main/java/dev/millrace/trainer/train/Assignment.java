package dev.millrace.trainer.train;

import dev.millrace.trainer.anomaly.WantedAlarms;
import dev.millrace.trainer.data.Splits;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.xgboost.Bins;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.Loss;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What to train.
 *
 * @param parameters hyperparameters by the library's names: Long, Double, String or Boolean
 * @param objective metric that is minimised
 * @param rounds boosting rounds of a final fit, when the search found a better number than the
 *     parameters say
 * @param alarms what is wanted of a model that detects anomalies
 */
public record Assignment(
    Kind kind,
    Map<String, Object> parameters,
    long seed,
    Metric objective,
    StoppingRule stoppingRule,
    Fitting fitting,
    OptionalInt rounds,
    WantedAlarms alarms) {
  /** Part of the search, or the final fit on training and validation rows. */
  public enum Kind {
    SEARCH,
    FINAL_FIT
  }

  public Assignment {
    parameters = Map.copyOf(parameters);
  }

  /** For a model that raises no alarms. */
  public Assignment(
      Kind kind,
      Map<String, Object> parameters,
      long seed,
      Metric objective,
      StoppingRule stoppingRule,
      Fitting fitting,
      OptionalInt rounds) {
    this(kind, parameters, seed, objective, stoppingRule, fitting, rounds, WantedAlarms.DEFAULT);
  }

  /** The parameters, checked, for a dataset of this size. */
  HyperParameters hyperParameters(Splits splits) {
    return HyperParameters.of(parameters, seed, usualBins(splits));
  }

  /** How many bins a feature has on a dataset of this size, unless the parameters say. */
  public int usualBins(Splits splits) {
    long rows = splits.trainAndValidation().count();
    return switch (kind) {
      case SEARCH -> Bins.ofSearch(rows);
      case FINAL_FIT -> Bins.ofFinalFit(rows);
    };
  }

  /** The same with this loss, unless the parameters name one. */
  Assignment with(Loss loss) {
    return new Assignment(
        kind, parameters, seed, objective, stoppingRule, fitting.with(loss), rounds, alarms);
  }
}
