package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.Arrays;

/**
 * The linear forecast halfway between two ridge regressions of the same penalty: the least squares,
 * which follow the mean, and the least absolute errors, which follow the median and shrug outliers
 * off. Those are found by reweighted least squares (Schlossmacher, 1973). Later rows count more.
 */
public final class LinearFit {
  /** The latest rows that are fitted: more cost time and are from longer ago. */
  private static final int MOST_ROWS = 8192;

  /** So much of the rows, the latest, chooses the penalty. */
  private static final double JUDGED_SHARE = 0.2;

  private static final int REWEIGHTINGS = 20;

  /** An error that is smaller than this share of a typical one counts as if it were as large. */
  private static final double SMALLEST_ERROR = 0.01;

  private final double[] target;
  private final Standardisation standardisation;
  private final double[][] columns;

  /** The first row counts a quarter of the last: what holds now was learnt lately. */
  private final double[] importance;

  private LinearFit(Dataset dataset, Rows rows) {
    this.target = dataset.target(0, rows);
    this.standardisation = new Standardisation(dataset, rows);
    this.columns = new double[dataset.featureCount()][];
    Arrays.setAll(columns, column -> standardisation.apply(column, rows));
    this.importance = new double[target.length];
    Arrays.setAll(
        importance, row -> StrictMath.pow(2, 2.0 * (row + 1 - target.length) / target.length));
  }

  /** Fits the latest of these rows. */
  public static LinearForecast of(Dataset dataset, Rows rows) {
    Rows latest = new Rows(Math.max(rows.from(), rows.to() - MOST_ROWS), rows.to());
    double penalty = leastPenalised(dataset, latest);
    var fit = new LinearFit(dataset, latest);
    WeightedRidge squares = fit.leastSquares(penalty);
    WeightedRidge absolute = fit.leastAbsolute(penalty, squares);
    return fit.forecast(squares).halfwayTo(fit.forecast(absolute));
  }

  private static double leastPenalised(Dataset dataset, Rows rows) {
    int cut = rows.to() - Math.max(1, (int) (JUDGED_SHARE * rows.count()));
    if (cut <= rows.from()) {
      return Ridge.ALPHAS.getLast();
    }
    var fit = new LinearFit(dataset, new Rows(rows.from(), cut));
    double least = Double.POSITIVE_INFINITY;
    double chosen = Ridge.ALPHAS.getFirst();
    for (double penalty : Ridge.ALPHAS) {
      var anchor = new LinearAnchor(dataset, fit.forecast(fit.leastSquares(penalty)));
      double error = 0;
      for (int row = cut; row < rows.to(); row++) {
        error += Math.abs(anchor.value(0, row) - dataset.target(0, row));
      }
      if (error < least) {
        least = error;
        chosen = penalty;
      }
    }
    return chosen;
  }

  private WeightedRidge leastSquares(double penalty) {
    return new WeightedRidge(columns, target, importance, penalty);
  }

  private WeightedRidge leastAbsolute(double penalty, WeightedRidge leastSquares) {
    double typical = typicalError();
    double[] weights = new double[target.length];
    WeightedRidge found = leastSquares;
    for (int i = 0; i < REWEIGHTINGS; i++) {
      double[] errors = found.errors();
      Arrays.setAll(
          weights,
          row ->
              importance[row]
                  * typical
                  / Math.max(Math.abs(errors[row]), SMALLEST_ERROR * typical));
      found = new WeightedRidge(columns, target, weights, penalty);
    }
    return found;
  }

  /** Of the median, and 1 when that is always right. */
  private double typicalError() {
    double[] sorted = target.clone();
    Arrays.sort(sorted);
    double median = sorted[sorted.length / 2];
    double mean =
        Arrays.stream(target).map(value -> Math.abs(value - median)).sum() / target.length;
    return mean > 0 ? mean : 1;
  }

  private LinearForecast forecast(WeightedRidge ridge) {
    return standardisation.forecast(ridge.intercept(), ridge.weights());
  }
}
