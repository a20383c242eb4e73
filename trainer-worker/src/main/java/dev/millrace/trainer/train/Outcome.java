package dev.millrace.trainer.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How an attempt ended, when it did not fail. */
public sealed interface Outcome {
  /** Boosting rounds done. */
  int steps();

  /** Time inside the training library's calls. */
  long trainNanos();

  /**
   * A search trial came to its end.
   *
   * @param metrics on validation rows, by name
   * @param curve the objective at evenly spaced shares of the budget
   */
  record Searched(
      double objective, Map<String, Double> metrics, List<Step> curve, int steps, long trainNanos)
      implements Outcome {
    public Searched {
      metrics = Map.copyOf(metrics);
      curve = List.copyOf(curve);
    }
  }

  /**
   * The final fit came to its end.
   *
   * @param objective on test rows
   * @param testMetrics on test rows, by name
   * @param baselines metrics on the same rows, by baseline
   * @param remark what people should know of it, if anything
   */
  record Fitted(
      Model model,
      double objective,
      Map<String, Double> testMetrics,
      Map<String, Map<String, Double>> baselines,
      int steps,
      long trainNanos,
      Optional<String> remark)
      implements Outcome {
    /** Without a remark. */
    public Fitted(
        Model model,
        double objective,
        Map<String, Double> testMetrics,
        Map<String, Map<String, Double>> baselines,
        int steps,
        long trainNanos) {
      this(model, objective, testMetrics, baselines, steps, trainNanos, Optional.empty());
    }

    /** The same with a remark. */
    Fitted remarking(String what) {
      return new Fitted(
          model, objective, testMetrics, baselines, steps, trainNanos, Optional.of(what));
    }

    public Fitted {
      testMetrics = Map.copyOf(testMetrics);
      baselines = Map.copyOf(baselines);
    }
  }

  /**
   * The stopping rule ended it after a step with this value.
   *
   * @param metrics on validation rows, by name
   * @param curve the objective at the evenly spaced shares of the budget that it reached
   */
  record Pruned(
      double value,
      Map<String, Double> metrics,
      List<Step> curve,
      String why,
      int steps,
      long trainNanos)
      implements Outcome {
    public Pruned {
      metrics = Map.copyOf(metrics);
      curve = List.copyOf(curve);
    }
  }

  /** It was told to stop. */
  record Cancelled(String why, int steps, long trainNanos) implements Outcome {}
}
