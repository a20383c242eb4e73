package dev.millrace.hpo.search.numeric;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;

/**
 * Finds a local minimum of a smooth function inside a box.
 *
 * <p>Source: J. Nocedal, <i>Updating quasi-Newton matrices with limited storage</i>, 1980, with
 * steps projected onto the box; coordinates held at a bound by the gradient are left out.
 */
public final class Lbfgs {

  /** A function with its gradient. */
  public interface Smooth {

    /**
     * The value at a point; fills in the gradient. A value that is not finite is never accepted.
     */
    double at(double[] point, double[] gradient);
  }

  /** Where a search ended. */
  public static final class Minimum {

    private final double[] point;
    private final double value;

    private Minimum(double[] point, double value) {
      this.point = point;
      this.value = value;
    }

    public double[] point() {
      return point.clone();
    }

    public double value() {
      return value;
    }
  }

  /** A step and how the gradient changed along it. */
  private static final class Move {
    final double[] step;
    final double[] change;
    final double curvature;

    Move(double[] step, double[] change, double curvature) {
      this.step = step;
      this.change = change;
      this.curvature = curvature;
    }
  }

  private static final int MEMORY = 8;
  private static final double SUFFICIENT = 1e-4;
  private static final double FLAT = 1e-12;

  private final Smooth function;
  private final double[] lower;
  private final double[] upper;
  private final Deque<Move> moves = new ArrayDeque<>();
  private int evaluationsLeft;

  private Lbfgs(Smooth function, double[] lower, double[] upper, int evaluations) {
    this.function = function;
    this.lower = lower;
    this.upper = upper;
    this.evaluationsLeft = evaluations;
  }

  /**
   * Descends from {@code start}, or the nearest point of the box, by at most so many evaluations,
   * and ends with the first step that gains less than {@code tolerance}.
   */
  public static Minimum minimise(
      Smooth function,
      double[] start,
      double[] lower,
      double[] upper,
      int evaluations,
      double tolerance) {
    return new Lbfgs(function, lower, upper, evaluations).descend(start, tolerance);
  }

  private Minimum descend(double[] start, double tolerance) {
    double[] point = project(start.clone());
    double[] gradient = new double[point.length];
    double value = evaluate(point, gradient);
    double gain = Double.POSITIVE_INFINITY;
    while (gain >= tolerance && evaluationsLeft > 0 && Double.isFinite(value)) {
      double[] nextGradient = new double[point.length];
      Minimum next = lineSearch(point, value, gradient, nextGradient);
      gain = value - next.value;
      if (gain > 0) {
        remember(point, next.point, gradient, nextGradient);
        point = next.point;
        gradient = nextGradient;
        value = next.value;
      }
    }
    return new Minimum(point, value);
  }

  /** A lower point in the direction of descent, with its gradient; the old one if none is found. */
  private Minimum lineSearch(
      double[] point, double value, double[] gradient, double[] nextGradient) {
    double[] direction = direction(point, gradient);
    double slope = Vectors.dot(direction, gradient);
    double length = moves.isEmpty() ? firstLength(direction) : 1;
    while (slope < 0 && evaluationsLeft > 0) {
      double[] tried = point.clone();
      Vectors.addScaled(length, direction, tried, 0, tried.length);
      project(tried);
      double triedValue = evaluate(tried, nextGradient);
      if (triedValue <= value + SUFFICIENT * progress(point, tried, gradient)) {
        return new Minimum(tried, triedValue);
      }
      length *= shrink(value, slope * length, triedValue);
    }
    return new Minimum(point, value);
  }

  private double evaluate(double[] point, double[] gradient) {
    evaluationsLeft--;
    return function.at(point, gradient);
  }

  /** Minimum of the parabola through both values and the slope, within reason. */
  private static double shrink(double value, double slope, double nextValue) {
    double parabola = -slope / (2 * (nextValue - value - slope));
    return Double.isFinite(parabola) ? Math.clamp(parabola, 0.1, 0.5) : 0.1;
  }

  private static double progress(double[] from, double[] to, double[] gradient) {
    double sum = 0;
    for (int i = 0; i < from.length; i++) {
      sum += (to[i] - from[i]) * gradient[i];
    }
    return Math.min(sum, 0);
  }

  /** The first step knows no curvature: it goes a fifth of the box's mean width at most. */
  private double firstLength(double[] direction) {
    double width = 0;
    for (int i = 0; i < lower.length; i++) {
      width += (upper[i] - lower[i]) / lower.length;
    }
    double norm = Math.sqrt(Vectors.dot(direction, direction));
    return Math.min(1, 0.2 * width / norm);
  }

  private double[] direction(double[] point, double[] gradient) {
    double[] free = new double[point.length];
    for (int i = 0; i < free.length; i++) {
      boolean held =
          (point[i] <= lower[i] && gradient[i] > 0) || (point[i] >= upper[i] && gradient[i] < 0);
      free[i] = held ? 0 : -gradient[i];
    }
    double[] direction = twoLoops(free.clone());
    for (int i = 0; i < free.length; i++) {
      if (free[i] == 0) {
        direction[i] = 0;
      }
    }
    return Vectors.dot(direction, gradient) < 0 ? direction : free;
  }

  private double[] twoLoops(double[] q) {
    double[] factors = new double[moves.size()];
    int k = 0;
    for (Move move : moves) {
      factors[k] = Vectors.dot(move.step, q) / move.curvature;
      Vectors.addScaled(-factors[k++], move.change, q, 0, q.length);
    }
    if (!moves.isEmpty()) {
      Move last = moves.getFirst();
      double scale = last.curvature / Vectors.dot(last.change, last.change);
      Arrays.setAll(q, i -> q[i] * scale);
    }
    for (Iterator<Move> oldest = moves.descendingIterator(); oldest.hasNext(); ) {
      Move move = oldest.next();
      double factor = factors[--k] - Vectors.dot(move.change, q) / move.curvature;
      Vectors.addScaled(factor, move.step, q, 0, q.length);
    }
    return q;
  }

  private void remember(double[] from, double[] to, double[] gradient, double[] nextGradient) {
    double[] step = new double[from.length];
    double[] change = new double[from.length];
    for (int i = 0; i < step.length; i++) {
      step[i] = to[i] - from[i];
      change[i] = nextGradient[i] - gradient[i];
    }
    double curvature = Vectors.dot(step, change);
    if (curvature > FLAT * Vectors.dot(change, change)) {
      moves.addFirst(new Move(step, change, curvature));
      if (moves.size() > MEMORY) {
        moves.removeLast();
      }
    }
  }

  private double[] project(double[] point) {
    for (int i = 0; i < point.length; i++) {
      point[i] = Math.clamp(point[i], lower[i], upper[i]);
    }
    return point;
  }
}
