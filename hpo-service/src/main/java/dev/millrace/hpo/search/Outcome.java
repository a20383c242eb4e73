package dev.millrace.hpo.search;

import java.util.Comparator;

/** How a trial ended. A pruned trial did not fail, and neither did a cancelled one. */
public sealed interface Outcome {

  /**
   * Trained to its end.
   *
   * @param violation by how much it breaks the study's constraints in all, 0 when it keeps them
   */
  record Complete(Objectives objectives, double violation)
      implements Outcome, Comparable<Complete> {

    private static final Comparator<Complete> ORDER =
        Comparator.comparingDouble(Complete::violation).thenComparing(Complete::objectives);

    public Complete {
      if (!(violation >= 0) || !Double.isFinite(violation)) {
        throw new IllegalArgumentException(
            "a violation must be finite and at least 0, got " + violation);
      }
      violation += 0.0; // -0.0 would rank before 0
    }

    /** The plain case: one objective, nothing to break. */
    public Complete(double objective) {
      this(Objectives.of(objective), 0);
    }

    public double objective() {
      return objectives.first();
    }

    public boolean isFeasible() {
      return violation == 0;
    }

    /**
     * The better one first: those that keep the constraints by objective, then the others by how
     * little they break them.
     */
    @Override
    public int compareTo(Complete other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * Stopped by its stopping rule.
   *
   * @param lastValue objective at the last step, positive infinity when none was reported
   * @param steps boosting rounds done
   * @param share share of the trial's own boosting budget that they are, 0 to 1; 0 when the worker
   *     did not say
   */
  record Pruned(double lastValue, int steps, double share) implements Outcome {

    public Pruned {
      if (Double.isNaN(lastValue)) {
        throw new IllegalArgumentException("the last value must be a number, got NaN");
      }
      if (!(share >= 0 && share <= 1)) {
        throw new IllegalArgumentException("a share must be from 0 to 1, got " + share);
      }
    }
  }

  /** The objective threw, or the last permitted attempt was lost. */
  record Failed(String error) implements Outcome {}

  /** Nobody wanted its result any more. */
  record Cancelled(String reason) implements Outcome {}
}
