package dev.millrace.standalone.terminal;

import java.util.Arrays;
import java.util.List;

/** A curve in one line of text, one character per point. */
public final class Sparkline {
  private static final String LEVELS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /**
   * Draws the values from the smallest (▁) to the largest (█). More values than width: each
   * character stands for a run of values and shows the last of it, so that a curve that only falls
   * is drawn as one that only falls. Values that are not finite leave a blank.
   */
  public static String of(List<Double> values, int width) {
    if (width < 1) {
      throw new IllegalArgumentException("width must be ≥ 1, got " + width);
    }
    double[] points = thinned(values, width);
    double low = Arrays.stream(points).filter(Double::isFinite).min().orElse(0);
    double high = Arrays.stream(points).filter(Double::isFinite).max().orElse(0);
    StringBuilder text = new StringBuilder(points.length);
    for (double point : points) {
      text.append(Double.isFinite(point) ? level(point, low, high) : ' ');
    }
    return text.toString();
  }

  private static double[] thinned(List<Double> values, int width) {
    int points = Math.min(width, values.size());
    double[] thinned = new double[points];
    for (int i = 0; i < points; i++) {
      int last = (int) ((long) (i + 1) * values.size() / points) - 1;
      thinned[i] = values.get(last);
    }
    return thinned;
  }

  private static char level(double value, double low, double high) {
    if (high <= low) {
      return LEVELS.charAt(0);
    }
    long step = Math.round((value - low) / (high - low) * (LEVELS.length() - 1));
    return LEVELS.charAt((int) step);
  }
}
