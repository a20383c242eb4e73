package dev.millrace.trainer.metric;

import java.util.Map;
import java.util.TreeMap;

/** What forecasts of quantiles are worth beyond their mean pinball loss. */
public final class QuantileScores {
  private final double[] actual;

  /** For forecasts of these values. */
  public QuantileScores(double[] actual) {
    this.actual = actual.clone();
  }

  /** Loss and share below of each quantile, coverage and width of the outermost interval. */
  public Map<String, Double> of(QuantileLevels levels, Forecast forecast) {
    Map<String, Double> metrics = new TreeMap<>();
    for (int i = 0; i < levels.count(); i++) {
      double[] column = forecast.column(i);
      metrics.put("pinball_" + levels.label(i), pinball(levels.share(i), actual, column));
      metrics.put("below_" + levels.label(i), shareBelow(column));
    }
    metrics.put("coverage", coverage(levels, forecast));
    metrics.put("coverage_nominal", levels.nominalCoverage());
    metrics.put("interval_width", width(levels, forecast));
    return metrics;
  }

  /**
   * The mean of τ (y − q) where the value y is above the quantile q, and of (1 − τ)(q − y) where it
   * is below (Koenker and Bassett 1978).
   */
  static double pinball(double share, double[] actual, double[] quantile) {
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      double error = actual[i] - quantile[i];
      sum += error >= 0 ? share * error : (share - 1) * error;
    }
    return sum / actual.length;
  }

  /** Share of the values that lie within the outermost quantiles, the bounds included. */
  public double coverage(QuantileLevels levels, Forecast forecast) {
    double[] low = forecast.column(0);
    double[] high = forecast.column(levels.count() - 1);
    int within = 0;
    for (int i = 0; i < actual.length; i++) {
      within += low[i] <= actual[i] && actual[i] <= high[i] ? 1 : 0;
    }
    return (double) within / actual.length;
  }

  /** Not above: where many values are the same, a quantile is one of them. */
  private double shareBelow(double[] quantile) {
    int below = 0;
    for (int i = 0; i < actual.length; i++) {
      below += actual[i] <= quantile[i] ? 1 : 0;
    }
    return (double) below / actual.length;
  }

  private double width(QuantileLevels levels, Forecast forecast) {
    double[] low = forecast.column(0);
    double[] high = forecast.column(levels.count() - 1);
    double sum = 0;
    for (int i = 0; i < actual.length; i++) {
      sum += high[i] - low[i];
    }
    return sum / actual.length;
  }
}
