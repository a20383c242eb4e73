package dev.millrace.trainer.metric;

import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * The mean of scores. A stream's own average compensates for rounding: its last digit is another
 * one than that of the objectives which studies have recorded.
 */
public final class Mean {
  private Mean() {}

  /** The sum in the order of the values, divided by their number; empty when there is none. */
  public static OptionalDouble of(DoubleStream values) {
    double[] all = values.toArray();
    double sum = 0;
    for (double one : all) {
      sum += one;
    }
    return all.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / all.length);
  }

  /** The mean of those that are neither NaN nor infinite; empty when there is none. */
  public static OptionalDouble ofFinite(DoubleStream values) {
    return of(values.filter(Double::isFinite));
  }
}
