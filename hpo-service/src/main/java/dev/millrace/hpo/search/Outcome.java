package dev.millrace.hpo.search;

/** How a trial ended. A pruned trial did not fail, and neither did a cancelled one. */
public sealed interface Outcome {

  /** Trained to its end; a smaller objective is better. */
  record Complete(double objective) implements Outcome {

    public Complete {
      if (!Double.isFinite(objective)) {
        throw new IllegalArgumentException("an objective must be finite, got " + objective);
      }
    }
  }

  /**
   * Stopped by its stopping rule.
   *
   * @param lastValue objective at the last step, positive infinity when none was reported
   * @param steps boosting rounds done
   */
  record Pruned(double lastValue, int steps) implements Outcome {

    public Pruned {
      if (Double.isNaN(lastValue)) {
        throw new IllegalArgumentException("the last value must be a number, got NaN");
      }
    }
  }

  /** The objective threw, or the last permitted attempt was lost. */
  record Failed(String error) implements Outcome {}

  /** Nobody wanted its result any more. */
  record Cancelled(String reason) implements Outcome {}
}
