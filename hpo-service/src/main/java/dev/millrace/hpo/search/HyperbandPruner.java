package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.List;

/**
 * Hyperband: successive halving several times over, in brackets that stop early and often, late and
 * seldom, or never, since nobody knows beforehand which is right. A trial's number decides its
 * bracket, and trials are compared within their bracket only.
 *
 * <p>Source: Li, Jamieson, DeSalvo, Rostamizadeh, Talwalkar, <i>Hyperband: A Novel Bandit-Based
 * Approach to Hyperparameter Optimization</i>, JMLR 18 (2018). A bracket s has its first rung at
 * η^−s of the budget and ⌈(s_max+1)·η^s/(s+1)⌉ trials of a round. Rounds are not waited for: trials
 * of all brackets are dealt out by turns in the same proportions.
 *
 * @param reductionFactor η, above 1
 * @param brackets s_max + 1, ≥ 1
 */
public record HyperbandPruner(double reductionFactor, int brackets) implements Pruner {

  private static final int MOST_BRACKETS = 20;

  /** Far beyond any study; keeps absurd settings from overflowing. */
  private static final double LARGEST_BRACKET = 1e6;

  private static final double GOLDEN_SECTION = 0.6180339887498949;

  public HyperbandPruner {
    Settings.above("reduction_factor", reductionFactor, 1, 100);
    Settings.between("brackets", brackets, 1, MOST_BRACKETS);
  }

  /** As many brackets as have their first rung at {@code minShare} of the budget or later. */
  public static HyperbandPruner from(double minShare, double reductionFactor) {
    Settings.above("min_share", minShare, 0, 1);
    Settings.above("reduction_factor", reductionFactor, 1, 100);
    int brackets = 1;
    double share = 1 / reductionFactor;
    while (share >= minShare * (1 - 1e-9) && brackets < MOST_BRACKETS) {
      share /= reductionFactor;
      brackets++;
    }
    return new HyperbandPruner(reductionFactor, brackets);
  }

  @Override
  public StoppingRule rule(int number, History history) {
    List<Long> sizes = sizes();
    int s = bracketOf(number, sizes);
    return new SuccessiveHalvingPruner(firstRung(s), reductionFactor, 0)
        .rule(
            history,
            trial -> bracketOf(trial.number(), sizes) == s,
            " of bracket %d of %d".formatted(s, brackets));
  }

  /** Which bracket a trial is in: s, the number of its rungs before the end. */
  int bracketOf(int number) {
    return bracketOf(number, sizes());
  }

  /** Share of the budget at the first rung of bracket s. */
  double firstRung(int s) {
    return 1 / StrictMath.pow(reductionFactor, s);
  }

  /** Trials of a round by bracket, from s = 0. */
  List<Long> sizes() {
    List<Long> sizes = new ArrayList<>();
    for (int s = 0; s < brackets; s++) {
      double size = Math.ceil(brackets * StrictMath.pow(reductionFactor, s) / (s + 1));
      sizes.add((long) Math.min(size, LARGEST_BRACKET));
    }
    return sizes;
  }

  /**
   * Numbers are strewn over a round by a stride that has no divisor in common with its length, so
   * that every round of trials holds each bracket exactly as often as it should, and a part of a
   * round about so.
   */
  private static int bracketOf(int number, List<Long> sizes) {
    long round = sizes.stream().mapToLong(Long::longValue).sum();
    long place = number % round * stride(round) % round;
    int s = sizes.size() - 1;
    while (place >= sizes.get(s)) {
      place -= sizes.get(s);
      s--;
    }
    return s;
  }

  private static long stride(long round) {
    long stride = Math.max(1, Math.round(round * GOLDEN_SECTION));
    while (divisor(stride, round) != 1) {
      stride++;
    }
    return stride;
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
