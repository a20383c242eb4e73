package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Forecast;
import dev.millrace.trainer.metric.Scores;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Scores of everything a model must beat, on the same test rows. */
public final class Baselines {
  private Baselines() {}

  /** Metrics by baseline: the naive forecasts of the dataset, and ridge. */
  public static Map<String, Map<String, Double>> onTest(Dataset dataset) {
    Rows test = dataset.splits().test();
    Scores scores = Scores.on(dataset, test);
    Map<String, Map<String, Double>> metrics = new TreeMap<>();
    for (String name : dataset.layout().baselines()) {
      metrics.put(name, scores.all(steps(dataset, step -> dataset.baseline(name, step, test))));
    }
    List<Ridge> ridge = Ridge.ofEachStep(dataset);
    metrics.put("ridge", scores.all(steps(dataset, step -> ridge.get(step).predict(test))));
    return metrics;
  }

  private static Forecast steps(Dataset dataset, IntFunction<double[]> ofStep) {
    return Forecast.ofSteps(
        IntStream.range(0, dataset.steps()).mapToObj(ofStep).toArray(double[][]::new));
  }

  /** Forecasts of all rows a horizon ahead, by baseline. */
  public static Map<String, double[]> forecasts(Dataset dataset) {
    Map<String, double[]> forecasts = new TreeMap<>();
    for (String name : dataset.layout().baselines()) {
      forecasts.put(name, dataset.baseline(name));
    }
    Rows all = new Rows(0, dataset.splits().rows());
    forecasts.put("ridge", Ridge.chosenOnValidation(dataset).predict(all));
    return forecasts;
  }
}
