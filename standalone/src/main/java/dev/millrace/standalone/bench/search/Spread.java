package dev.millrace.standalone.bench.search;

import java.util.Arrays;

/**
 * How some numbers lie.
 *
 * @param deviation of the sample; 0 for one number
 */
public record Spread(double mean, double deviation, double median, double least, double most) {

  static Spread of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double mean = Arrays.stream(sorted).sum() / n;
    double squares = Arrays.stream(sorted).map(value -> (value - mean) * (value - mean)).sum();
    return new Spread(
        mean,
        n > 1 ? Math.sqrt(squares / (n - 1)) : 0,
        (sorted[(n - 1) / 2] + sorted[n / 2]) / 2,
        sorted[0],
        sorted[n - 1]);
  }
}
