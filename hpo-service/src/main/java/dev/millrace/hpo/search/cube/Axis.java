package dev.millrace.hpo.search.cube;

import java.util.Arrays;

/** One axis of the unit cube. */
public sealed interface Axis {

  /** The representable coordinate that stands for {@code u}. */
  double snap(double u);

  /** Every number from 0 to 1. */
  record Continuous() implements Axis {

    @Override
    public double snap(double u) {
      return Math.clamp(u, 0.0, 1.0);
    }
  }

  /** Rising coordinates between which nothing can be evaluated. */
  final class Levels implements Axis {

    private final double[] coordinates;

    public Levels(double[] coordinates) {
      this.coordinates = coordinates.clone();
    }

    public int count() {
      return coordinates.length;
    }

    public double coordinate(int level) {
      return coordinates[level];
    }

    @Override
    public double snap(double u) {
      return coordinates[nearest(u)];
    }

    /** The level that stands for {@code u}. */
    public int nearest(double u) {
      int found = Arrays.binarySearch(coordinates, u);
      if (found >= 0) {
        return found;
      }
      int above = -found - 1;
      if (above == 0) {
        return 0;
      }
      if (above == coordinates.length) {
        return above - 1;
      }
      return u - coordinates[above - 1] <= coordinates[above] - u ? above - 1 : above;
    }
  }

  /** So many choices without an order; choice {@code i} lies at {@code (i + 1/2) / count}. */
  record Choices(int count) implements Axis {

    @Override
    public double snap(double u) {
      return coordinate(choice(u));
    }

    /** The choice that has {@code u} in its share of the axis. */
    public int choice(double u) {
      return Math.clamp((int) Math.floor(u * count), 0, count - 1);
    }

    public double coordinate(int choice) {
      return (choice + 0.5) / count;
    }
  }
}
