package dev.millrace.hpo.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The best objective a trial had reached at each twentieth of its boosting budget. A point is the
 * number of a twentieth, from 0; a trial is judged there by the first step that reaches it. Shares
 * and not rounds are compared, so that a trial that learns slowly over many rounds is not measured
 * against one that learns fast over few.
 *
 * <p>Four bytes a point, since a study may keep a million curves. Values are rounded up to a float,
 * so that a trial that equals one before is never above it.
 */
public final class Curve {

  public static final int POINTS = 20;

  /** Of a trial that was not measured on its way; one for all of them. */
  public static final Curve NONE = new Curve(new float[0]);

  /** Shares come from divisions; a hair below a twentieth is that twentieth. */
  private static final double HAIR = 1e-9;

  private final float[] best;

  private Curve(float[] best) {
    this.best = best;
  }

  /**
   * One measurement.
   *
   * @param step steps done, from 1
   * @param share share of the trial's planned steps that are done, above 0 to 1
   * @param value objective, in its own unit
   */
  public record Measurement(int step, double share, double value) {

    boolean isPossible() {
      return step >= 1 && share > 0 && share <= 1 + HAIR;
    }

    /** Whether the step before had not reached the point yet. */
    boolean isFirstAt(int point) {
      return share * (step - 1) / step < shareOf(point) - HAIR;
    }
  }

  /** A curve out of what was measured, in any order; impossible measurements say nothing. */
  public static Curve of(List<Measurement> measurements) {
    float[] best = new float[POINTS];
    int reached = 0;
    float soFar = Float.NaN;
    for (Measurement measurement : inOrder(measurements)) {
      float now = better(soFar, measurement.value());
      while (reached < pointsWithin(measurement.share())) {
        best[reached] = measurement.isFirstAt(reached) ? now : soFar;
        reached++;
      }
      soFar = now;
    }
    return reached == 0 ? NONE : new Curve(Arrays.copyOf(best, reached));
  }

  /** The curve that had these values at its points, as {@link #values} gave them. */
  public static Curve ofValues(List<Float> values) {
    float[] best = new float[Math.min(values.size(), POINTS)];
    for (int point = 0; point < best.length; point++) {
      best[point] = values.get(point);
    }
    return best.length == 0 ? NONE : new Curve(best);
  }

  private static List<Measurement> inOrder(List<Measurement> measurements) {
    return measurements.stream()
        .filter(Measurement::isPossible)
        .sorted(Comparator.comparingInt(Measurement::step))
        .toList();
  }

  /** What is no finite number is worse than every number, but better known than nothing. */
  private static float better(float soFar, double value) {
    float now = Double.isFinite(value) ? roundedUp(value) : Float.POSITIVE_INFINITY;
    return Float.isNaN(soFar) ? now : Math.min(soFar, now);
  }

  private static float roundedUp(double value) {
    float rounded = (float) value;
    return rounded < value ? Math.nextUp(rounded) : rounded;
  }

  /** Share of the budget at a point. */
  public static double shareOf(int point) {
    return (point + 1) / (double) POINTS;
  }

  /** The first point that is not before this share. */
  public static int pointFrom(double share) {
    return Math.max(0, (int) Math.ceil(share * POINTS - HAIR) - 1);
  }

  /** How many points a trial has reached that is through with this share of its budget. */
  public static int pointsWithin(double share) {
    return Math.clamp((long) Math.floor(share * POINTS + HAIR), 0, POINTS);
  }

  /** How many points the trial reached. */
  public int size() {
    return best.length;
  }

  /** Best value up to the point; NaN where nothing is known, infinite where it was no number. */
  public double at(int point) {
    return point < best.length ? best[point] : Double.NaN;
  }

  public List<Float> values() {
    Float[] values = new Float[best.length];
    Arrays.setAll(values, point -> best[point]);
    return List.of(values);
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Curve other && Arrays.equals(best, other.best);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(best);
  }

  @Override
  public String toString() {
    return Arrays.toString(best);
  }
}
