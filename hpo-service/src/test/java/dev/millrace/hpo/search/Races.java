package dev.millrace.hpo.search;

import dev.millrace.hpo.search.Curve.Measurement;
import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Trials on made-up learning curves, stopped by their rules as a worker would. */
final class Races {

  private Races() {}

  /** The trial of that number, measured at every twentieth, that stops where its rule says so. */
  static FinishedTrial run(int number, IntToDoubleFunction valueAtPoint, StoppingRule rule) {
    double best = Double.POSITIVE_INFINITY;
    for (int point = 0; point < Curve.POINTS - 1; point++) {
      best = Math.min(best, valueAtPoint.applyAsDouble(point));
      if (best > bound(rule, point)) {
        return pruned(number, valueAtPoint, point + 1);
      }
    }
    double last = valueAtPoint.applyAsDouble(Curve.POINTS - 1);
    return trial(number, new Outcome.Complete(last), valueAtPoint, Curve.POINTS);
  }

  static FinishedTrial complete(int number, IntToDoubleFunction valueAtPoint) {
    return run(number, valueAtPoint, StoppingRule.never(""));
  }

  /** A trial that was stopped after so many points. */
  static FinishedTrial pruned(int number, IntToDoubleFunction valueAtPoint, int points) {
    double last = valueAtPoint.applyAsDouble(points - 1);
    Outcome outcome = new Outcome.Pruned(last, points, Curve.shareOf(points - 1));
    return trial(number, outcome, valueAtPoint, points);
  }

  private static FinishedTrial trial(
      int number, Outcome outcome, IntToDoubleFunction valueAtPoint, int points) {
    return new FinishedTrial(number, Parameters.NONE, outcome, curve(valueAtPoint, points));
  }

  static Curve curve(IntToDoubleFunction valueAtPoint, int points) {
    return Curve.of(
        IntStream.range(0, points)
            .mapToObj(
                point ->
                    new Measurement(
                        point + 1, Curve.shareOf(point), valueAtPoint.applyAsDouble(point)))
            .toList());
  }

  /** What a value at that point must not exceed; infinite when it may be anything. */
  static double bound(StoppingRule rule, int point) {
    Optional<Threshold> last =
        rule.thresholds().stream()
            .filter(threshold -> threshold.budgetShare() <= Curve.shareOf(point))
            .reduce((_, later) -> later);
    return last.map(Threshold::bound).orElse(Double.POSITIVE_INFINITY);
  }

  static List<Double> shares(StoppingRule rule) {
    return rule.thresholds().stream().map(Threshold::budgetShare).toList();
  }

  static List<Double> bounds(StoppingRule rule) {
    return rule.thresholds().stream().map(Threshold::bound).toList();
  }
}
