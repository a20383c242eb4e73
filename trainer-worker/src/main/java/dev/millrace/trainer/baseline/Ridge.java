package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.Arrays;

/**
 * Linear regression with an L2 penalty on standardised features, predicting levels. A missing
 * feature counts as its mean.
 */
public final class Ridge {
  private static final double[] ALPHAS = {0.01, 0.1, 1, 10, 100, 1000, 10000};

  private final Dataset dataset;
  private final Standardisation standardisation;
  private final double alpha;
  private final double intercept;
  private final double[] weights;

  private Ridge(
      Dataset dataset,
      Standardisation standardisation,
      double alpha,
      double intercept,
      double[] weights) {
    this.dataset = dataset;
    this.standardisation = standardisation;
    this.alpha = alpha;
    this.intercept = intercept;
    this.weights = weights;
  }

  /** Chooses the penalty by validation MAE, then fits on training and validation rows. */
  public static Ridge chosenOnValidation(Dataset dataset) {
    Splits splits = dataset.splits();
    var train = new Equations(dataset, splits.train());
    double least = Double.POSITIVE_INFINITY;
    double chosen = ALPHAS[0];
    for (double alpha : ALPHAS) {
      double error = train.fit(alpha).meanAbsoluteError(splits.validation());
      if (error < least) {
        least = error;
        chosen = alpha;
      }
    }
    return fit(dataset, splits.trainAndValidation(), chosen);
  }

  public static Ridge fit(Dataset dataset, Rows rows, double alpha) {
    return new Equations(dataset, rows).fit(alpha);
  }

  public double alpha() {
    return alpha;
  }

  /** Forecasts of these rows. */
  public double[] predict(Rows rows) {
    double[] forecast = new double[rows.count()];
    Arrays.fill(forecast, intercept);
    for (int column = 0; column < weights.length; column++) {
      double[] feature = standardisation.apply(column, rows);
      for (int i = 0; i < forecast.length; i++) {
        forecast[i] += weights[column] * feature[i];
      }
    }
    return forecast;
  }

  private double meanAbsoluteError(Rows rows) {
    double[] forecast = predict(rows);
    double sum = 0;
    for (int i = 0; i < forecast.length; i++) {
      sum += Math.abs(forecast[i] - dataset.target()[rows.from() + i]);
    }
    return sum / forecast.length;
  }

  /** The normal equations of some rows; solved once per penalty. */
  private static final class Equations {
    private final Dataset dataset;
    private final Standardisation standardisation;
    private final double[][] gram;
    private final double[] moments;
    private final double mean;

    Equations(Dataset dataset, Rows rows) {
      this.dataset = dataset;
      this.standardisation = new Standardisation(dataset, rows);
      double[] target = dataset.target(rows);
      this.mean = Arrays.stream(target).average().orElseThrow();
      Arrays.setAll(target, i -> target[i] - mean);
      int size = dataset.featureCount();
      double[][] columns = new double[size][];
      Arrays.setAll(columns, i -> standardisation.apply(i, rows));
      this.gram = new double[size][size];
      this.moments = new double[size];
      for (int i = 0; i < size; i++) {
        moments[i] = dot(columns[i], target);
        for (int j = 0; j <= i; j++) {
          gram[i][j] = dot(columns[i], columns[j]);
          gram[j][i] = gram[i][j];
        }
      }
    }

    Ridge fit(double alpha) {
      double[][] penalised = new double[gram.length][];
      for (int i = 0; i < gram.length; i++) {
        penalised[i] = gram[i].clone();
        penalised[i][i] += alpha;
      }
      return new Ridge(dataset, standardisation, alpha, mean, Cholesky.solve(penalised, moments));
    }

    private static double dot(double[] a, double[] b) {
      double sum = 0;
      for (int i = 0; i < a.length; i++) {
        sum += a[i] * b[i];
      }
      return sum;
    }
  }
}
