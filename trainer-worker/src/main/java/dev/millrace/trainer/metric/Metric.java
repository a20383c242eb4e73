package dev.millrace.trainer.metric;

import java.util.Arrays;
import java.util.Locale;

/**
 * How far forecasts are from what happened; smaller is better. NaN where a metric has no value, for
 * example MAPE when every actual value is zero.
 */
public enum Metric {
  /** Mean absolute error, in the target's unit. */
  MAE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      return absoluteErrors(actual, forecast) / actual.length;
    }
  },
  /** Root of the mean squared error, in the target's unit. */
  RMSE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      double sum = 0;
      for (int i = 0; i < actual.length; i++) {
        double error = forecast[i] - actual[i];
        sum += error * error;
      }
      return Math.sqrt(sum / actual.length);
    }
  },
  /** Mean of |error| / |actual| over the rows whose actual value is not zero, in percent. */
  MAPE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      double sum = 0;
      int rows = 0;
      for (int i = 0; i < actual.length; i++) {
        if (actual[i] != 0) {
          sum += Math.abs((forecast[i] - actual[i]) / actual[i]);
          rows++;
        }
      }
      return rows == 0 ? Double.NaN : 100 * sum / rows;
    }
  },
  /** Mean of 2 |error| / (|actual| + |forecast|), 0 where both are zero, in percent: 0 to 200. */
  SMAPE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      double sum = 0;
      for (int i = 0; i < actual.length; i++) {
        double size = Math.abs(actual[i]) + Math.abs(forecast[i]);
        sum += size == 0 ? 0 : 2 * Math.abs(forecast[i] - actual[i]) / size;
      }
      return 100 * sum / actual.length;
    }
  },
  /** Sum of |error| / sum of |actual|, in percent. */
  WAPE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      double sum = Arrays.stream(actual).map(Math::abs).sum();
      return sum == 0 ? Double.NaN : 100 * absoluteErrors(actual, forecast) / sum;
    }
  },
  /**
   * MAE / the MAE of the seasonal naive forecast (24 steps) on the training rows: below 1 is better
   * than that forecast was there.
   */
  MASE {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      return scale > 0 ? absoluteErrors(actual, forecast) / actual.length / scale : Double.NaN;
    }
  },
  /** Pinball loss, the mean over all quantiles, in the target's unit; a point has none. */
  PINBALL {
    @Override
    double of(double[] actual, double[] forecast, double scale) {
      return Double.NaN;
    }

    @Override
    double of(double[] actual, Forecast forecast, double scale) {
      return forecast
          .quantiles()
          .map(levels -> pinball(actual, levels, forecast))
          .orElse(Double.NaN);
    }

    private double pinball(double[] actual, QuantileLevels levels, Forecast forecast) {
      double sum = 0;
      for (int i = 0; i < levels.count(); i++) {
        sum += QuantileScores.pinball(levels.share(i), actual, forecast.column(i));
      }
      return sum / levels.count();
    }
  };

  abstract double of(double[] actual, double[] forecast, double scale);

  /** Of a forecast that may be one of quantiles; most metrics are of its median. */
  double of(double[] actual, Forecast forecast, double scale) {
    return of(actual, forecast.point(), scale);
  }

  /** Whether it is made of squared errors: the mean is best for it, and for the others a median. */
  public boolean isOfSquares() {
    return this == RMSE;
  }

  /** As it is called in events: lower case. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Metric named(String label) {
    for (Metric metric : values()) {
      if (metric.label().equals(label)) {
        return metric;
      }
    }
    throw new IllegalArgumentException(
        "objective must be one of mae, rmse, mape, smape, wape, mase, pinball, got '%s'"
            .formatted(label));
  }

  private static double absoluteErrors(double[] actual, double[] forecast) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += Math.abs(forecast[i] - actual[i]);
    }
    return sum;
  }
}
