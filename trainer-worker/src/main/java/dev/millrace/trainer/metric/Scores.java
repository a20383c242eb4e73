package dev.millrace.trainer.metric;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Compares forecasts with what happened, on some rows of a dataset. */
public final class Scores {
  private static final String SEASONAL = "seasonal_naive_";

  private final double[] actual;
  private final double scale;

  private Scores(double[] actual, double scale) {
    this.actual = actual;
    this.scale = scale;
  }

  public static Scores on(Dataset dataset, Rows rows) {
    return new Scores(dataset.target(rows), scale(dataset));
  }

  /** What MASE divides by: the error of the first seasonal naive forecast, else of persistence. */
  private static double scale(Dataset dataset) {
    List<String> baselines = dataset.layout().baselines();
    String naive =
        baselines.stream()
            .filter(name -> name.startsWith(SEASONAL))
            .findFirst()
            .orElse(baselines.getFirst());
    Rows train = dataset.splits().train();
    return Metric.MAE.of(dataset.target(train), dataset.baseline(naive, train), Double.NaN);
  }

  /** May be NaN or infinite. */
  public double of(Metric metric, double[] points) {
    return of(metric, Forecast.ofPoints(points));
  }

  /** May be NaN or infinite. */
  public double of(Metric metric, Forecast forecast) {
    return metric.of(actual, forecast, scale);
  }

  /** Every metric that has a value, by name. */
  public Map<String, Double> all(double[] points) {
    return all(Forecast.ofPoints(points));
  }

  /** Every metric that has a value, by name. */
  public Map<String, Double> all(Forecast forecast) {
    Map<String, Double> scores = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      double value = of(metric, forecast);
      if (Double.isFinite(value)) {
        scores.put(metric.label(), value);
      }
    }
    return scores;
  }
}
