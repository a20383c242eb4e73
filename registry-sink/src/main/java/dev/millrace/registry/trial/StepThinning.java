package dev.millrace.registry.trial;

/**
 * Decides which steps of an attempt are kept, so that a curve costs a bounded number of rows
 * however many rounds it has.
 *
 * <p>The decision depends on the step alone and not on what is stored already; so a step that is
 * reported twice, or after a restart, is decided the same way.
 *
 * @param most how many steps of an attempt are kept, about
 */
public record StepThinning(int most) {

  public StepThinning {
    if (most < 2) {
      throw new IllegalArgumentException("a curve needs at least 2 steps, got " + most);
    }
  }

  /**
   * Whether a step is kept: every n-th of the planned rounds, the first and the last.
   *
   * @param step rounds done, from 1
   * @param planned planned rounds; 0 when the worker did not say, and then every power-of-two share
   *     of the curve gets equally many points
   */
  public boolean keeps(int step, int planned) {
    if (step <= 1 || step == planned) {
      return true;
    }
    int length = planned > 0 ? planned : Integer.highestOneBit(step) * 2;
    int stride = Math.max(1, Math.ceilDiv(length, most));
    return step % stride == 0;
  }
}
