package dev.millrace.standalone.demo;

import dev.millrace.standalone.terminal.Words;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;

/** Whether a model is worth anything: its error beside that of the best simple forecast. */
public record Verdict(double model, String bestBaseline, double baseline) {

  /** Compares by one metric that is better when smaller; there must be at least one baseline. */
  public static Verdict of(double model, Map<String, Double> baselines) {
    Map.Entry<String, Double> best =
        baselines.entrySet().stream()
            .min(
                Map.Entry.<String, Double>comparingByValue()
                    .thenComparing(Comparator.comparing(Map.Entry::getKey)))
            .orElseThrow(() -> new IllegalArgumentException("there must be a baseline"));
    return new Verdict(model, best.getKey(), best.getValue());
  }

  public boolean modelIsBetter() {
    return model < baseline;
  }

  /** In words, also when the model loses. */
  public String sentence() {
    if (model == baseline) {
      return "The model is exactly as good as %s; use that, it is simpler.".formatted(bestBaseline);
    }
    String share =
        baseline == 0
            ? "%s against 0".formatted(Words.number(model))
            : String.format(Locale.ROOT, "%.1f %%", 100 * Math.abs(model - baseline) / baseline);
    return modelIsBetter()
        ? "The model wins: its MAE is %s below that of the best baseline, %s."
            .formatted(share, bestBaseline)
        : "The model loses: its MAE is %s above that of %s. Don't use it for this series."
            .formatted(share, bestBaseline);
  }
}
