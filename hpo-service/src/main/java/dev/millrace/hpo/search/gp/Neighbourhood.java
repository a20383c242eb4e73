package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/** Points of a region: anywhere, near another one, or one step from it. */
final class Neighbourhood {

  private static final double OTHER_CHOICE = 0.3;

  private final List<Axis> axes;
  private final Region region;
  private final Hyperparameters hyper;
  private final RandomGenerator random;

  Neighbourhood(List<Axis> axes, Region region, Hyperparameters hyper, RandomGenerator random) {
    this.axes = axes;
    this.region = region;
    this.hyper = hyper;
    this.random = random;
  }

  double[] anywhere() {
    double[] point = new double[axes.size()];
    for (int i = 0; i < point.length; i++) {
      point[i] = region.at(i, random.nextDouble());
    }
    return point;
  }

  /** Moves some or all coordinates by a distance of any order of magnitude. */
  double[] near(double[] centre) {
    double[] point = new double[centre.length];
    Arrays.setAll(point, i -> region.snap(i, centre[i]));
    double spread = StrictMath.pow(10, -2 * random.nextDouble());
    double moved = random.nextBoolean() ? 1 : Math.clamp(2.0 / point.length, 0.2, 1.0);
    for (int i = 0; i < point.length; i++) {
      if (random.nextDouble() < moved) {
        point[i] = shifted(i, point[i], spread);
      }
    }
    return point;
  }

  private double shifted(int axis, double from, double spread) {
    if (axes.get(axis) instanceof Axis.Choices) {
      return random.nextDouble() < OTHER_CHOICE ? region.at(axis, random.nextDouble()) : from;
    }
    // Three uniform numbers are bell-shaped enough and, unlike a logarithm, exact everywhere.
    double bell = random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5;
    return region.snap(axis, from + bell * spread * Math.min(1, hyper.length(axis)));
  }

  /** The coordinates that replace that of one axis: all choices, the levels beside, or none. */
  double[] besides(int axis, double coordinate) {
    return switch (axes.get(axis)) {
      case Axis.Continuous _ -> new double[0];
      case Axis.Choices choices -> {
        double[] all = new double[choices.count()];
        Arrays.setAll(all, choices::coordinate);
        yield Arrays.stream(all).filter(choice -> region.admits(axis, choice)).toArray();
      }
      case Axis.Levels levels -> {
        int at = levels.nearest(coordinate);
        int below = Math.max(0, at - 1);
        int above = Math.min(levels.count() - 1, at + 1);
        yield new double[] {levels.coordinate(below), levels.coordinate(above)};
      }
    };
  }
}
