package dev.millrace.hpo.search.cube;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Points far from those there are: the farthest of some random ones, known as Mitchell's best
 * candidate. Distances go round the edges of the cube, so that corners are not favoured.
 */
public final class SpaceFilling {

  private static final int CANDIDATES = 50;

  private SpaceFilling() {}

  public static double[] next(List<Axis> axes, List<double[]> taken, RandomGenerator random) {
    double[] best = new double[axes.size()];
    double farthest = Double.NEGATIVE_INFINITY;
    for (int candidate = 0; candidate < CANDIDATES; candidate++) {
      double[] point = new double[axes.size()];
      for (int i = 0; i < point.length; i++) {
        point[i] = axes.get(i).snap(random.nextDouble());
      }
      double nearest = Double.POSITIVE_INFINITY;
      for (double[] other : taken) {
        nearest = Math.min(nearest, squaredDistance(axes, point, other));
      }
      if (nearest > farthest) {
        farthest = nearest;
        best = point;
      }
    }
    return best;
  }

  private static double squaredDistance(List<Axis> axes, double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      double difference = Math.abs(a[i] - b[i]);
      double way =
          axes.get(i) instanceof Axis.Choices
              ? (difference == 0 ? 0 : 0.5)
              : Math.min(difference, 1 - difference);
      sum += way * way;
    }
    return sum;
  }
}
