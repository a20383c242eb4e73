package dev.millrace.hpo.search;

/**
 * How good a trial was, as two numbers that are compared one after the other: complete trials that
 * keep the constraints by their first objective, then pruned ones, then those that break
 * constraints, by how much. Last, trials without a value. Of pruned trials, those that came further
 * in their own budget are first; by twentieths, so that those of one rung are compared by value.
 */
final class Rank {

  /** Tier of complete trials that keep the constraints; pruned ones lie above it and below 0. */
  static final int FEASIBLE = Integer.MIN_VALUE;

  static final int INFEASIBLE = 0;
  static final int NO_VALUE = 1;

  private Rank() {}

  static int tier(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete complete -> complete.isFeasible() ? FEASIBLE : INFEASIBLE;
      case Outcome.Pruned pruned -> -1 - Curve.pointsWithin(pruned.share());
      case Outcome.Failed _, Outcome.Cancelled _ -> NO_VALUE;
    };
  }

  static double value(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Complete complete ->
          complete.isFeasible() ? complete.objective() : complete.violation();
      case Outcome.Pruned pruned -> pruned.lastValue();
      case Outcome.Failed _, Outcome.Cancelled _ -> Double.POSITIVE_INFINITY;
    };
  }
}
