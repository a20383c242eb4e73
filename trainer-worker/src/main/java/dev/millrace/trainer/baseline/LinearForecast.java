package dev.millrace.trainer.baseline;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A weighted sum of the features of a row; one that is missing counts as its mean. */
public final class LinearForecast {
  private final double intercept;
  private final double[] weights;
  private final double[] means;

  /**
   * Of as many features as there are weights.
   *
   * @param intercept what is said of a row whose features are their means
   * @param weights by feature
   * @param means by feature
   */
  LinearForecast(double intercept, double[] weights, double[] means) {
    if (weights.length != means.length) {
      throw new IllegalArgumentException(
          "%d weights have %d means".formatted(weights.length, means.length));
    }
    this.intercept = intercept;
    this.weights = weights.clone();
    this.means = means.clone();
  }

  /** Halfway between this and another one of the same features and means. */
  LinearForecast halfwayTo(LinearForecast other) {
    double[] half = new double[weights.length];
    Arrays.setAll(half, i -> (weights[i] + other.weights[i]) / 2);
    return new LinearForecast((intercept + other.intercept) / 2, half, means);
  }

  /** The number of features. */
  public int features() {
    return weights.length;
  }

  /**
   * The forecast of a row.
   *
   * @param features by index, NaN where one is missing
   */
  public double value(IntToDoubleFunction features) {
    double sum = intercept;
    for (int i = 0; i < weights.length; i++) {
      double feature = features.applyAsDouble(i);
      sum += Double.isNaN(feature) ? 0 : weights[i] * (feature - means[i]);
    }
    return sum;
  }

  /** Intercept, then weight and mean of each feature, separated by commas; exact. */
  public String text() {
    DoubleStream features =
        IntStream.range(0, weights.length)
            .boxed()
            .flatMapToDouble(i -> DoubleStream.of(weights[i], means[i]));
    return DoubleStream.concat(DoubleStream.of(intercept), features)
        .mapToObj(Double::toString)
        .collect(Collectors.joining(","));
  }

  /**
   * The forecast that has this text.
   *
   * @throws IllegalArgumentException when none has
   */
  public static LinearForecast parse(String text) {
    double[] numbers = Arrays.stream(text.split(",")).mapToDouble(Double::parseDouble).toArray();
    if (numbers.length % 2 == 0) {
      throw new IllegalArgumentException(
          "a linear forecast must have an odd number of numbers, got " + numbers.length);
    }
    double[] weights = new double[numbers.length / 2];
    double[] means = new double[weights.length];
    Arrays.setAll(weights, i -> numbers[2 * i + 1]);
    Arrays.setAll(means, i -> numbers[2 * i + 2]);
    return new LinearForecast(numbers[0], weights, means);
  }
}
