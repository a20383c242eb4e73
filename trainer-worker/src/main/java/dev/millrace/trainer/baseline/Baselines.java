package dev.millrace.trainer.baseline;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Scores;
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
    for (String name : dataset.layout().baselines()) {
      metrics.put(name, scores.all(dataset.baseline(name, test)));
    }
    metrics.put("ridge", scores.all(Ridge.chosenOnValidation(dataset).predict(test)));
    return metrics;
  }
}
