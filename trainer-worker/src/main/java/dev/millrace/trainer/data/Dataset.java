package dev.millrace.trainer.data;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

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
  private final Optional<Path> path;

  /** What is forecast is the value a horizon ahead, and no other. */
  public Dataset(
      DatasetLayout layout,
      float[][] features,
      double[][] baselines,
      double[] target,
      Times times) {
    this(layout, features, baselines, target, times, Optional.empty());
  }

  private Dataset(
      DatasetLayout layout,
      float[][] features,
      double[][] baselines,
      double[] target,
      Times times,
      Optional<Path> path) {
    this.path = path;
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

  /**
   * The rows for which every step up to the horizon is known, each with all of them to forecast.
   *
   * @throws IllegalArgumentException when too few are left
   */
  public Dataset path() {
    Path ahead = new Path(this);
    int[] rows = ahead.rows();
    float[][] fewer = new float[features.length][];
    Arrays.setAll(fewer, i -> at(rows, features[i]));
    double[][] naive = new double[baselines.length][];
    Arrays.setAll(naive, i -> at(rows, baselines[i]));
    return new Dataset(
        layout.with(ahead.splits()),
        fewer,
        naive,
        at(rows, target),
        times.of(rows),
        Optional.of(ahead));
  }

  private static float[] at(int[] rows, float[] values) {
    float[] some = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = values[rows[i]];
    }
    return some;
  }

  private static double[] at(int[] rows, double[] values) {
    return IntStream.of(rows).mapToDouble(row -> values[row]).toArray();
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

  /** How many values are to be forecast of each row: 1, or all steps up to the horizon. */
  public int steps() {
    return path.map(Path::steps).orElse(1);
  }

  /**
   * What is to be forecast of a row, on the level.
   *
   * @param step from 0; the last one is the horizon
   */
  public double target(int step, int row) {
    return path.isPresent() ? path.get().target(row, step + 1) : target[row];
  }

  /** One step of these rows. */
  public double[] target(int step, Rows rows) {
    return IntStream.range(rows.from(), rows.to()).mapToDouble(row -> target(step, row)).toArray();
  }

  /** Target of all rows a horizon ahead, on the level. */
  public double[] target() {
    return target;
  }

  public double[] target(Rows rows) {
    return Arrays.copyOfRange(target, rows.from(), rows.to());
  }

  /** For when a row's forecast is, microseconds since 1970-01-01. */
  public long targetTime(int row) {
    return times.target(row);
  }

  /** Name of a row's series. */
  public String series(int row) {
    return times.series(row);
  }

  /** When the rows' forecasts are made. */
  Times times() {
    return times;
  }

  /** A naive forecast of all rows a horizon ahead, on the level. */
  public double[] baseline(String name) {
    return baseline(baselineIndex(name));
  }

  double[] baseline(int index) {
    return baselines[index];
  }

  private int baselineIndex(String name) {
    int index = layout.baselines().indexOf(name);
    if (index < 0) {
      throw new IllegalArgumentException(
          "baseline must be one of %s, got %s".formatted(layout.baselines(), name));
    }
    return index;
  }

  /** A naive forecast of one step of all rows, made at their origins. */
  public double[] baseline(String name, int step) {
    return path.isPresent() ? baseline(name, step, new Rows(0, target.length)) : baseline(name);
  }

  /** A naive forecast of one step of these rows, made at their origins. */
  public double[] baseline(String name, int step, Rows rows) {
    int index = baselineIndex(name);
    return IntStream.range(rows.from(), rows.to())
        .mapToDouble(
            row ->
                path.isPresent()
                    ? path.get().baseline(index, row, step + 1)
                    : baselines[index][row])
        .toArray();
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
