package dev.millrace.trainer.metric;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Compares forecasts with what happened, on some rows of a dataset, in every step of theirs. */
public final class Scores {
  /** By step. */
  private final List<double[]> actual;

  /** By step. */
  private final double[] scales;

  private Scores(List<double[]> actual, double[] scales) {
    this.actual = actual;
    this.scales = scales;
  }

  public static Scores on(Dataset dataset, Rows rows) {
    List<double[]> actual =
        IntStream.range(0, dataset.steps()).mapToObj(step -> dataset.target(step, rows)).toList();
    return new Scores(actual, scales(dataset));
  }

  /** What MASE divides by: the error of the first seasonal naive forecast, else of persistence. */
  private static double[] scales(Dataset dataset) {
    String naive = dataset.layout().usualBaseline();
    Rows train = dataset.splits().train();
    return IntStream.range(0, dataset.steps())
        .mapToDouble(
            step ->
                Metric.MAE.of(
                    dataset.target(step, train), dataset.baseline(naive, step, train), Double.NaN))
        .toArray();
  }

  /** The mean of the steps in which the metric has a value; may be NaN or infinite. */
  public double of(Metric metric, Forecast forecast) {
    return Mean.of(Arrays.stream(ofSteps(metric, forecast)).filter(one -> !Double.isNaN(one)))
        .orElse(Double.NaN);
  }

  private double[] ofSteps(Metric metric, Forecast forecast) {
    List<Forecast> steps = forecast.steps();
    if (steps.size() != actual.size()) {
      throw new IllegalArgumentException(
          "forecasts of %d steps are needed, got %d".formatted(actual.size(), steps.size()));
    }
    double[] values = new double[steps.size()];
    Arrays.setAll(values, i -> metric.of(actual.get(i), steps.get(i), scales[i]));
    return values;
  }

  /**
   * Every metric that has a value, by name; of several steps also the MAE of each, {@code
   * mae_step_1} and so on.
   */
  public Map<String, Double> all(Forecast forecast) {
    Map<String, Double> scores = new TreeMap<>();
    for (Metric metric : Metric.values()) {
      double value = of(metric, forecast);
      if (Double.isFinite(value)) {
        scores.put(metric.label(), value);
      }
    }
    if (actual.size() > 1) {
      double[] errors = ofSteps(Metric.MAE, forecast);
      for (int i = 0; i < errors.length; i++) {
        scores.put("mae_step_" + (i + 1), errors[i]);
      }
    }
    return scores;
  }
}
