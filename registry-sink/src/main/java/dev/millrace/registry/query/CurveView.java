package dev.millrace.registry.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The learning curve of an attempt: a bounded number of its steps.
 *
 * @param objective the metric that the values are of, on validation rows
 */
public record CurveView(
    String trialId, int trialNumber, int attempt, @Nullable String objective, List<Point> points) {

  public CurveView {
    points = List.copyOf(points);
  }

  /**
   * A step.
   *
   * @param step boosting rounds done, from 1
   * @param value the objective after it; null when it was no finite number
   * @param elapsedMs since the attempt started, and what earlier ones trained up to the checkpoint
   *     that it went on from
   */
  public record Point(int step, @Nullable Double value, double budgetShare, long elapsedMs) {}
}
