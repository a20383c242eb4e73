package dev.millrace.hpo.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The points of a curve at which a pruner compares trials, in order. A share between two points is
 * moved to the later one, so that like is compared with like; the last point is none of them, as
 * stopping there would save nothing.
 */
final class Checkpoints {

  private static final double SMALLEST_FACTOR = 1.01;

  private Checkpoints() {}

  /** From a share of the budget on, and again after every interval. */
  static List<Integer> every(double from, double interval) {
    int step = Curve.pointFrom(interval) + 1;
    return IntStream.iterate(Curve.pointFrom(from), Checkpoints::isBeforeEnd, at -> at + step)
        .boxed()
        .toList();
  }

  /**
   * At a share of the budget, and again after ever larger ones, each a multiple of the last.
   * Factors below {@link #SMALLEST_FACTOR} count as that, since it meets every point already, and
   * shares below the smallest normal number as that, since they would not grow.
   */
  static List<Integer> growing(double from, double factor) {
    List<Integer> points = new ArrayList<>();
    for (double share :
        shares(Math.max(from, Double.MIN_NORMAL), Math.max(factor, SMALLEST_FACTOR))) {
      int point = Curve.pointFrom(share);
      if (isBeforeEnd(point) && (points.isEmpty() || point > points.getLast())) {
        points.add(point);
      }
    }
    return points;
  }

  /** {@code from}, {@code from·factor}, … as long as they are below the whole budget. */
  static List<Double> shares(double from, double factor) {
    List<Double> shares = new ArrayList<>();
    for (double share = from; share < 1 - 1e-9; share *= factor) {
      shares.add(share);
    }
    return shares;
  }

  /** What the trials of a kind had reached at a point, best first. */
  static double[] reached(History history, int point, Predicate<FinishedTrial> kind) {
    double[] values = new double[history.size()];
    int count = 0;
    for (FinishedTrial trial : history) {
      double value = trial.curve().at(point);
      if (!Double.isNaN(value) && kind.test(trial)) {
        values[count++] = value;
      }
    }
    double[] known = Arrays.copyOf(values, count);
    Arrays.sort(known);
    return known;
  }

  /** A threshold at each point that has a bound; an infinite bound is none. */
  static List<StoppingRule.Threshold> thresholds(List<Integer> points, IntToDoubleFunction bound) {
    List<StoppingRule.Threshold> thresholds = new ArrayList<>();
    for (int point : points) {
      double value = bound.applyAsDouble(point);
      if (Double.isFinite(value)) {
        thresholds.add(new StoppingRule.Threshold(Curve.shareOf(point), value));
      }
    }
    return thresholds;
  }

  private static boolean isBeforeEnd(int point) {
    return point < Curve.POINTS - 1;
  }
}
