package dev.millrace.trainer.data;

import java.util.stream.IntStream;

/**
 * The steps up to the horizon of rows for which all of them are known: targets, and the naive
 * forecasts that were possible at the row's origin.
 */
final class Path {
  private static final String PERSISTENCE = "persistence";

  private final Dataset source;
  private final SeriesValues values;
  private final int horizon;

  /** By baseline: its period in steps, 0 for the last value. */
  private final int[] periods;

  /** Per row of the path: its row in the source. */
  private final int[] rows;

  /** Of a dataset of one step. */
  Path(Dataset source) {
    this.source = source;
    this.horizon = source.layout().horizon();
    this.values = new SeriesValues(source.times(), source.target(), horizon);
    this.periods = source.layout().baselines().stream().mapToInt(Path::period).toArray();
    this.rows = IntStream.range(0, source.splits().rows()).filter(this::isWhole).toArray();
  }

  private static int period(String baseline) {
    if (baseline.equals(PERSISTENCE)) {
      return 0;
    }
    if (baseline.startsWith(DatasetLayout.SEASONAL_NAIVE)) {
      return Integer.parseInt(baseline.substring(DatasetLayout.SEASONAL_NAIVE.length()));
    }
    throw new IllegalArgumentException(
        "training.path needs naive forecasts of every step, and of %s nobody knows how it is made"
            .formatted(baseline));
  }

  private boolean isWhole(int row) {
    // The first steps are farthest back, and the likeliest to be unknown.
    return IntStream.rangeClosed(1, horizon)
        .allMatch(
            step ->
                !Double.isNaN(targetIn(row, step))
                    && IntStream.range(0, periods.length)
                        .noneMatch(index -> Double.isNaN(baselineIn(index, row, step))));
  }

  private double targetIn(int row, int step) {
    return values.beforeTarget(row, horizon - step);
  }

  /**
   * The last value is the same for every step; a seasonal one is the latest before the origin that
   * lies whole periods before the step.
   */
  private double baselineIn(int index, int row, int step) {
    int period = periods[index];
    return period == 0 || step == horizon
        ? source.baseline(index)[row]
        : values.beforeTarget(row, horizon - step + period * (step / period + 1));
  }

  int steps() {
    return horizon;
  }

  /** Target of a row, in a step from 1. */
  double target(int row, int step) {
    return targetIn(rows[row], step);
  }

  /** Naive forecast of a row, in a step from 1. */
  double baseline(int index, int row, int step) {
    return baselineIn(index, rows[row], step);
  }

  /** The rows of the source that are left. */
  int[] rows() {
    return rows;
  }

  /** The splits of the source, of the rows that are left. */
  Splits splits() {
    Splits splits = source.splits();
    int train = countBefore(splits.train().to());
    int validation = countBefore(splits.validation().to());
    if (train == 0 || validation == train || rows.length == validation) {
      throw new IllegalArgumentException(
          "training.path needs rows for which all %d steps and their naive forecasts are known: of %d, %d and %d rows to train, validate and test %d, %d and %d are left"
              .formatted(
                  horizon,
                  splits.train().count(),
                  splits.validation().count(),
                  splits.test().count(),
                  train,
                  validation - train,
                  rows.length - validation));
    }
    return new Splits(
        new Rows(0, train), new Rows(train, validation), new Rows(validation, rows.length));
  }

  private int countBefore(int row) {
    return (int) IntStream.of(rows).filter(one -> one < row).count();
  }
}
