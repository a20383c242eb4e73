package dev.millrace.trainer.metric;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Forecasts of some rows, on the level of the target: a point for each, or for each of its steps,
 * or quantiles.
 */
public final class Forecast {
  private final Optional<QuantileLevels> quantiles;

  /** One for each quantile, or for each step of points. */
  private final double[][] columns;

  private Forecast(Optional<QuantileLevels> quantiles, double[][] columns) {
    this.quantiles = quantiles;
    this.columns = columns;
  }

  /** One value for each row. */
  public static Forecast ofPoints(double[] values) {
    return new Forecast(Optional.empty(), new double[][] {values});
  }

  /**
   * One value for each row and step.
   *
   * @param columns for each step the values of all rows, the farthest step last
   */
  public static Forecast ofSteps(double[][] columns) {
    return new Forecast(Optional.empty(), columns);
  }

  /** A forecast for each step. */
  List<Forecast> steps() {
    return quantiles.isPresent() || columns.length == 1
        ? List.of(this)
        : Arrays.stream(columns).map(Forecast::ofPoints).toList();
  }

  /**
   * Several values for each row.
   *
   * @param columns for each quantile the values of all rows; no row's value is below that of a
   *     lower quantile
   */
  public static Forecast ofQuantiles(QuantileLevels quantiles, double[][] columns) {
    if (columns.length != quantiles.count()) {
      throw new IllegalArgumentException(
          "there must be %d columns, got %d".formatted(quantiles.count(), columns.length));
    }
    return new Forecast(Optional.of(quantiles), columns);
  }

  /** The point, of several steps the farthest one, or the median. */
  public double[] point() {
    return columns[quantiles.map(QuantileLevels::median).orElse(columns.length - 1)];
  }

  /** Which quantiles there are; empty for a point forecast. */
  public Optional<QuantileLevels> quantiles() {
    return quantiles;
  }

  /** The values of one quantile, by row. */
  public double[] column(int index) {
    return columns[index];
  }
}
