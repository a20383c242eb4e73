package dev.millrace.trainer.metric;

import java.util.Optional;

/** Forecasts of some rows, on the level of the target: a point for each, or quantiles. */
public final class Forecast {
  private final Optional<QuantileLevels> quantiles;
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

  /** The point, or the median. */
  public double[] point() {
    return columns[quantiles.map(QuantileLevels::median).orElse(0)];
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
