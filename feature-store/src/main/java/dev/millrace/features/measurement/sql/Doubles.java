package dev.millrace.features.measurement.sql;

import java.util.Arrays;

/** A {@code double[]} that grows. */
final class Doubles {

  private double[] values = new double[1024];
  private int size;

  void add(double value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, Math.addExact(size, size >> 1));
    }
    values[size++] = value;
  }

  void replaceLast(double value) {
    values[size - 1] = value;
  }

  double[] toArray() {
    return Arrays.copyOf(values, size);
  }
}
