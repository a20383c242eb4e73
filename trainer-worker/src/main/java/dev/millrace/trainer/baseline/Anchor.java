package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;

/**
 * The naive forecast whose error a model learns: the one with the lowest MAE on the training rows.
 * A tree cannot extrapolate; on differences from an anchor it need not.
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

  /** Target less anchor: what is learnt. */
  public float[] differences(double[] target, Rows rows) {
    float[] differences = new float[rows.count()];
    for (int i = 0; i < differences.length; i++) {
      differences[i] = (float) (target[rows.from() + i] - values[rows.from() + i]);
    }
    return differences;
  }

  /** Anchor plus what was predicted: the forecast on the level. */
  public double[] levels(float[][] predicted, Rows rows) {
    double[] levels = new double[rows.count()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = values[rows.from() + i] + predicted[i][0];
    }
    return levels;
  }
}
