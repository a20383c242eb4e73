package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.data.Splits;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Linear regression with an L2 penalty on standardised features, predicting levels. A missing
 * feature counts as its mean.
 */
public final class Ridge {
  static final List<Double> ALPHAS = List.of(0.01, 0.1, 1.0, 10.0, 100.0, 1000.0, 10000.0);

  private final Standardisation standardisation;
  private final double alpha;
  private final double intercept;
  private final double[] weights;

  private Ridge(Standardisation standardisation, double alpha, double intercept, double[] weights) {
    this.standardisation = standardisation;
    this.alpha = alpha;
    this.intercept = intercept;
    this.weights = weights;
  }

  /** Of the horizon, the penalty chosen as for each step. */
  public static Ridge chosenOnValidation(Dataset dataset) {
    return ofEachStep(dataset).getLast();
  }

  /** Chooses penalties by validation MAE, then fits on training and validation rows. */
  public static List<Ridge> ofEachStep(Dataset dataset) {
    Splits splits = dataset.splits();
    var train = new Equations(dataset, splits.train());
    double[] chosen = new double[dataset.steps()];
    Arrays.setAll(chosen, step -> leastPenalised(train, step));
    var both = new Equations(dataset, splits.trainAndValidation());
    return IntStream.range(0, chosen.length)
        .mapToObj(step -> both.fit(step, chosen[step]))
        .toList();
  }

  private static double leastPenalised(Equations train, int step) {
    double least = Double.POSITIVE_INFINITY;
    double chosen = ALPHAS.getFirst();
    for (double alpha : ALPHAS) {
      double error = train.validationError(step, alpha);
      if (error < least) {
        least = error;
        chosen = alpha;
      }
    }
    return chosen;
  }

  /** One step of a dataset. */
  public static Ridge fit(Dataset dataset, int step, Rows rows, double alpha) {
    return new Equations(dataset, rows).fit(step, alpha);
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

  /** The normal equations of some rows; solved once per step and penalty. */
  private static final class Equations {
    private final Dataset dataset;
    private final Standardisation standardisation;
    private final double[][] gram;

    /** By step. */
    private final double[][] moments;

    /** By step. */
    private final double[] means;

    Equations(Dataset dataset, Rows rows) {
      this.dataset = dataset;
      this.standardisation = new Standardisation(dataset, rows);
      int size = dataset.featureCount();
      double[][] columns = new double[size][];
      Arrays.setAll(columns, i -> standardisation.apply(i, rows));
      this.gram = new double[size][size];
      for (int i = 0; i < size; i++) {
        for (int j = 0; j <= i; j++) {
          gram[i][j] = dot(columns[i], columns[j]);
          gram[j][i] = gram[i][j];
        }
      }
      this.means = new double[dataset.steps()];
      this.moments = new double[means.length][size];
      for (int step = 0; step < means.length; step++) {
        double[] target = dataset.target(step, rows);
        double mean = Arrays.stream(target).average().orElseThrow();
        Arrays.setAll(target, i -> target[i] - mean);
        means[step] = mean;
        Arrays.setAll(moments[step], i -> dot(columns[i], target));
      }
    }

    Ridge fit(int step, double alpha) {
      double[][] penalised = new double[gram.length][];
      for (int i = 0; i < gram.length; i++) {
        penalised[i] = gram[i].clone();
        penalised[i][i] += alpha;
      }
      double[] weights = Cholesky.solve(penalised, moments[step]);
      return new Ridge(standardisation, alpha, means[step], weights);
    }

    double validationError(int step, double alpha) {
      Rows rows = dataset.splits().validation();
      double[] forecast = fit(step, alpha).predict(rows);
      double sum = 0;
      for (int i = 0; i < forecast.length; i++) {
        sum += Math.abs(forecast[i] - dataset.target(step, rows.from() + i));
      }
      return sum / forecast.length;
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
