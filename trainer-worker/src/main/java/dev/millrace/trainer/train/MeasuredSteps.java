package dev.millrace.trainer.train;

import java.util.BitSet;

/**
 * After which steps a search trial is measured on validation rows: at twenty evenly spaced shares
 * of its budget, and at those that its stopping rule names. A share is reached with the first step
 * that is not before it. Measuring more often would cost time and tell nobody anything.
 */
final class MeasuredSteps {
  /** As many points as a curve has. */
  static final int POINTS = 20;

  private static final double HAIR = 1e-9;

  private final BitSet steps = new BitSet();
  private final BitSet ofCurve = new BitSet();

  MeasuredSteps(int planned, StoppingRule rule) {
    for (long point = 1; point <= POINTS; point++) {
      ofCurve.set((int) ((point * planned + POINTS - 1) / POINTS));
    }
    steps.or(ofCurve);
    for (StoppingRule.Threshold threshold : rule.thresholds()) {
      steps.set(Math.clamp((long) Math.ceil(threshold.budgetShare() * planned - HAIR), 1, planned));
    }
  }

  /** Whether to measure after this step, from 1; always after the last. */
  boolean isAt(int step) {
    return steps.get(step);
  }

  /** Whether the step is one of the evenly spaced. */
  boolean isOnCurve(int step) {
    return ofCurve.get(step);
  }
}
