package dev.millrace.registry.model;

import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Lets a model through that beats the best baseline on the same test rows.
 *
 * <p>A model that does not is no better than a rule that needs no model, and so must not go into
 * production. A tie is not better. What was not measured was not beaten.
 */
public final class BaselineGate {
  private final String metric;

  private BaselineGate(String metric) {
    this.metric = metric;
  }

  /** Models of quantiles are compared by their pinball loss, all others by their absolute error. */
  public static BaselineGate of(String modelType) {
    return new BaselineGate(modelType.equals("quantile_forecast") ? "pinball" : "mae");
  }

  /**
   * Compares a model with its baselines.
   *
   * @param testMetrics the model's metrics on the test rows, by name
   * @param baselines metrics on the same rows, by baseline and then by name
   */
  public Finding judge(
      Map<String, Double> testMetrics, Map<String, Map<String, Double>> baselines) {
    Optional<Double> value = measured(testMetrics);
    if (value.isEmpty()) {
      return failed("the model has no finite %s on the test rows".formatted(metric));
    }
    Optional<Baseline> best =
        baselines.entrySet().stream()
            .flatMap(
                entry ->
                    measured(entry.getValue()).stream()
                        .map(measured -> new Baseline(entry.getKey(), measured)))
            .min(Comparator.comparingDouble(Baseline::value).thenComparing(Baseline::name));
    return best.map(baseline -> compare(value.get(), baseline))
        .orElseGet(() -> failed("no baseline has a finite %s on the test rows".formatted(metric)));
  }

  private Finding compare(double value, Baseline best) {
    if (value < best.value()) {
      String message =
          String.format(
              Locale.ROOT,
              "%s %.6g is %s below the %.6g of %s, the best baseline",
              metric,
              value,
              percent((best.value() - value) / best.value()),
              best.value(),
              best.name());
      return finding(message, true);
    }
    return failed(
        String.format(
            Locale.ROOT,
            "%s %.6g is not below the %.6g of %s, the best baseline",
            metric,
            value,
            best.value(),
            best.name()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private Finding failed(String message) {
    return finding(message, false);
  }

  private Optional<Double> measured(Map<String, Double> metrics) {
    return Optional.ofNullable(metrics.get(metric)).filter(Double::isFinite);
  }

  private Finding finding(String message, boolean passed) {
    return new Finding(
        "test_metrics." + metric,
        metric + " must be below that of the best baseline",
        message,
        passed);
  }

  private record Baseline(String name, double value) {}
}
