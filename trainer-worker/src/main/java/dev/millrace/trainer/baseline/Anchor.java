package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;

/**
 * The naive forecast that a model's forecasts may be relative to: the one with the lowest MAE on
 * the training rows. A tree cannot extrapolate; relative to an anchor it need not.
 */
public final class Anchor {
  private final String name;
  private final double[] values;

  private Anchor(String name, double[] values) {
    this.name = name;
    this.values = values;
  }

  public static Anchor of(Dataset dataset) {
    String best = dataset.layout().baselines().getFirst();
    for (String name : dataset.layout().baselines()) {
      if (error(dataset, name) < error(dataset, best)) {
        best = name;
      }
    }
    return new Anchor(best, dataset.baseline(best));
  }

  private static double error(Dataset dataset, String name) {
    Rows train = dataset.splits().train();
    double[] forecast = dataset.baseline(name);
    double sum = 0;
    for (int row = train.from(); row < train.to(); row++) {
      sum += Math.abs(forecast[row] - dataset.target()[row]);
    }
    return sum;
  }

  public String name() {
    return name;
  }

  /** The naive forecast of a row. */
  public double value(int row) {
    return values[row];
  }
}
