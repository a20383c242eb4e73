package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;

/**
 * A linear forecast of the rows of a dataset.
 *
 * @param dataset of one step
 */
public record LinearAnchor(Dataset dataset, LinearForecast forecast) implements Anchor {
  public LinearAnchor {
    if (dataset.steps() != 1) {
      throw new IllegalArgumentException("a linear anchor is of one step, got " + dataset.steps());
    }
  }

  @Override
  public double value(int step, int row) {
    return forecast.value(column -> dataset.feature(column)[row]);
  }
}
