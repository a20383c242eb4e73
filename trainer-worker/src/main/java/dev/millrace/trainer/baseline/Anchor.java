package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * The naive forecast that a model's forecasts may be relative to: the one with the lowest MAE on
 * the training rows, over all steps. A tree cannot extrapolate; relative to an anchor it need not.
 */
public final class Anchor {
  private final String name;

  /** By step and row. */
  private final double[][] values;

  private Anchor(String name, double[][] values) {
    this.name = name;
    this.values = values;
  }

  public static Anchor of(Dataset dataset) {
    List<String> names = dataset.layout().baselines();
    Anchor best = named(names.getFirst(), dataset);
    double least = best.error(dataset);
    for (String name : names.subList(1, names.size())) {
      Anchor other = named(name, dataset);
      double error = other.error(dataset);
      if (error < least) {
        best = other;
        least = error;
      }
    }
    return best;
  }

  private static Anchor named(String name, Dataset dataset) {
    double[][] values = new double[dataset.steps()][];
    Arrays.setAll(values, step -> dataset.baseline(name, step));
    return new Anchor(name, values);
  }

  private double error(Dataset dataset) {
    Rows train = dataset.splits().train();
    double sum = 0;
    for (int step = 0; step < values.length; step++) {
      for (int row = train.from(); row < train.to(); row++) {
        sum += Math.abs(values[step][row] - dataset.target(step, row));
      }
    }
    return sum;
  }

  public String name() {
    return name;
  }

  /** The naive forecast of a step of a row. */
  public double value(int step, int row) {
    return values[step][row];
  }
}
