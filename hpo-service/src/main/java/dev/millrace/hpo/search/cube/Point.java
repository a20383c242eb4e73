package dev.millrace.hpo.search.cube;

import java.util.Arrays;

/** Coordinates that are equal when all of them are. */
public final class Point {

  private final double[] coordinates;

  public Point(double[] coordinates) {
    this.coordinates = coordinates;
  }

  @Override
  public boolean equals(Object object) {
    return object instanceof Point other && Arrays.equals(coordinates, other.coordinates);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(coordinates);
  }
}
