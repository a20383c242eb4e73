package dev.millrace.trainer.data;

import java.util.Arrays;
import java.util.List;

/**
 * A dataset in memory, column by column. Features may hold NaN for "missing"; baselines and target
 * are finite. Arrays are handed out as they are and never written to.
 */
public final class Dataset {
  private final DatasetLayout layout;
  private final float[][] features;
  private final double[][] baselines;
  private final double[] target;
  private final Times times;

  public Dataset(
      DatasetLayout layout,
      float[][] features,
      double[][] baselines,
      double[] target,
      Times times) {
    this.layout = layout;
    this.times = times;
    this.features = features;
    this.baselines = baselines;
    this.target = target;
    check(features.length == layout.features().size(), "feature columns", features.length);
    check(baselines.length == layout.baselines().size(), "baseline columns", baselines.length);
    check(target.length == layout.splits().rows(), "rows", target.length);
    check(times.rows() == target.length, "times", times.rows());
    for (int i = 0; i < features.length; i++) {
      check(features[i].length == target.length, layout.features().get(i), features[i].length);
    }
    for (int i = 0; i < baselines.length; i++) {
      String name = layout.baselines().get(i);
      check(baselines[i].length == target.length, name, baselines[i].length);
      requireFinite(name, baselines[i]);
    }
    requireFinite(layout.target(), target);
  }

  private void check(boolean holds, String what, int count) {
    if (!holds) {
      throw new IllegalArgumentException(
          "%s: %d does not agree with the dataset's description %s".formatted(what, count, layout));
    }
  }

  private static void requireFinite(String column, double[] values) {
    for (int row = 0; row < values.length; row++) {
      if (!Double.isFinite(values[row])) {
        throw new IllegalArgumentException(
            "column %s must be finite, got %s in row %d".formatted(column, values[row], row));
      }
    }
  }

  public DatasetLayout layout() {
    return layout;
  }

  public Splits splits() {
    return layout.splits();
  }

  public List<String> featureNames() {
    return layout.features();
  }

  public int featureCount() {
    return features.length;
  }

  public float[] feature(int index) {
    return features[index];
  }

  /** Target of all rows, on the level. */
  public double[] target() {
    return target;
  }

  public double[] target(Rows rows) {
    return Arrays.copyOfRange(target, rows.from(), rows.to());
  }

  /** When the rows' forecasts are made. */
  Times times() {
    return times;
  }

  public boolean hasBaseline(String name) {
    return layout.baselines().contains(name);
  }

  /** A naive forecast of all rows, on the level. */
  public double[] baseline(String name) {
    int index = layout.baselines().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "baseline must be one of %s, got %s".formatted(layout.baselines(), name));
    }
    return baselines[index];
  }

  public double[] baseline(String name, Rows rows) {
    return Arrays.copyOfRange(baseline(name), rows.from(), rows.to());
  }

  /** The features of these rows, row after row. */
  public float[] featuresByRow(Rows rows) {
    float[] values = new float[rows.count() * features.length];
    for (int column = 0; column < features.length; column++) {
      float[] source = features[column];
      int at = column;
      for (int row = rows.from(); row < rows.to(); row++, at += features.length) {
        values[at] = source[row];
      }
    }
    return values;
  }
}
