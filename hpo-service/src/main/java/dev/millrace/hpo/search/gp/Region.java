package dev.millrace.hpo.search.gp;

import dev.millrace.hpo.search.cube.Axis;
import java.util.Arrays;
import java.util.List;

/** A box inside the cube; unordered axes are always whole. */
final class Region {

  private final List<Axis> axes;
  private final double[] lower;
  private final double[] upper;

  private Region(List<Axis> axes, double[] lower, double[] upper) {
    this.axes = axes;
    this.lower = lower;
    this.upper = upper;
  }

  static Region whole(List<Axis> axes) {
    double[] upper = new double[axes.size()];
    Arrays.fill(upper, 1);
    return new Region(axes, new double[axes.size()], upper);
  }

  /** What lies within half a {@code side} of a point along each axis. */
  static Region around(List<Axis> axes, double[] centre, double side) {
    Region region = whole(axes);
    for (int i = 0; i < centre.length; i++) {
      if (!(axes.get(i) instanceof Axis.Choices)) {
        region.lower[i] = Math.max(0, centre[i] - side / 2);
        region.upper[i] = Math.min(1, centre[i] + side / 2);
      }
    }
    return region;
  }

  /** What has one coordinate on one axis. */
  static Region slice(List<Axis> axes, int axis, double coordinate) {
    Region region = whole(axes);
    region.lower[axis] = coordinate;
    region.upper[axis] = coordinate;
    return region;
  }

  /** Whether a coordinate lies inside along an axis. */
  boolean admits(int axis, double coordinate) {
    return coordinate >= lower[axis] && coordinate <= upper[axis];
  }

  /** Largest difference along an ordered axis. */
  static double distance(List<Axis> axes, double[] a, double[] b) {
    double largest = 0;
    for (int i = 0; i < a.length; i++) {
      if (!(axes.get(i) instanceof Axis.Choices)) {
        largest = Math.max(largest, Math.abs(a[i] - b[i]));
      }
    }
    return largest;
  }

  double[] lower() {
    return lower.clone();
  }

  double[] upper() {
    return upper.clone();
  }

  /** The representable coordinate nearest to {@code u} and, as far as there is one, inside. */
  double snap(int axis, double u) {
    return axes.get(axis).snap(Math.clamp(u, lower[axis], upper[axis]));
  }

  /** The coordinate at a share, 0 to 1, of an axis. */
  double at(int axis, double share) {
    return snap(axis, lower[axis] + share * (upper[axis] - lower[axis]));
  }
}
