package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Scores;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Scores of everything a model must beat, on the same test rows. */
public final class Baselines {
  private Baselines() {}

  /** Metrics by baseline: the naive forecasts of the dataset, and ridge. */
  public static Map<String, Map<String, Double>> onTest(Dataset dataset) {
    Rows test = dataset.splits().test();
    Scores scores = Scores.on(dataset, test);
    Map<String, Map<String, Double>> metrics = new TreeMap<>();
    forecasts(dataset)
        .forEach(
            (name, all) ->
                metrics.put(name, scores.all(Arrays.copyOfRange(all, test.from(), test.to()))));
    return metrics;
  }

  /** Forecasts of all rows, by baseline. */
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
