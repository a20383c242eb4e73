package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.Arrays;

/** Mean 0 and standard deviation 1 of every feature, as measured on some rows. */
final class Standardisation {
  private final Dataset dataset;
  private final double[] means;
  private final double[] deviations;

  Standardisation(Dataset dataset, Rows rows) {
    this.dataset = dataset;
    this.means = new double[dataset.featureCount()];
    this.deviations = new double[dataset.featureCount()];
    for (int column = 0; column < means.length; column++) {
      measure(column, rows);
    }
  }

  private void measure(int column, Rows rows) {
    float[] values = dataset.feature(column);
    double sum = 0;
    int known = 0;
    for (int row = rows.from(); row < rows.to(); row++) {
      if (!Float.isNaN(values[row])) {
        sum += values[row];
        known++;
      }
    }
    means[column] = known == 0 ? 0 : sum / known;
    double squares = 0;
    for (int row = rows.from(); row < rows.to(); row++) {
      if (!Float.isNaN(values[row])) {
        double difference = values[row] - means[column];
        squares += difference * difference;
      }
    }
    // A constant feature is 0 everywhere, whatever it is divided by.
    deviations[column] = squares == 0 ? 1 : Math.sqrt(squares / known);
  }

  /** The feature on these rows; 0, its mean, where it is missing. */
  double[] apply(int column, Rows rows) {
    float[] values = dataset.feature(column);
    double[] standardised = new double[rows.count()];
    for (int i = 0; i < standardised.length; i++) {
      float value = values[rows.from() + i];
      standardised[i] = Float.isNaN(value) ? 0 : (value - means[column]) / deviations[column];
    }
    return standardised;
  }

  /**
   * The forecast of rows as they are.
   *
   * @param intercept what it says of rows whose standardised features are 0
   * @param weights of the standardised features
   */
  LinearForecast forecast(double intercept, double[] weights) {
    double[] unscaled = new double[weights.length];
    Arrays.setAll(unscaled, column -> weights[column] / deviations[column]);
    return new LinearForecast(intercept, unscaled, means);
  }
}
