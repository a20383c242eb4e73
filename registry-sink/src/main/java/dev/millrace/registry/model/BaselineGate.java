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
  private static final String METRIC = "mae";
  private static final String FIELD = "test_metrics." + METRIC;
  private static final String RULE = METRIC + " must be below that of the best baseline";

  private BaselineGate() {}

  /**
   * Compares a model with its baselines.
   *
   * @param testMetrics the model's metrics on the test rows, by name
   * @param baselines metrics on the same rows, by baseline and then by name
   */
  public static Finding judge(
      Map<String, Double> testMetrics, Map<String, Map<String, Double>> baselines) {
    Optional<Double> value = measured(testMetrics);
    if (value.isEmpty()) {
      return failed("the model has no finite %s on the test rows".formatted(METRIC));
    }
    Optional<Baseline> best =
        baselines.entrySet().stream()
            .flatMap(entry -> Baseline.of(entry.getKey(), entry.getValue()).stream())
            .min(Comparator.comparingDouble(Baseline::value).thenComparing(Baseline::name));
    return best.map(baseline -> compare(value.get(), baseline))
        .orElseGet(() -> failed("no baseline has a finite %s on the test rows".formatted(METRIC)));
  }

  private static Finding compare(double value, Baseline best) {
    if (value < best.value()) {
      String message =
          String.format(
              Locale.ROOT,
              "%s %.6g is %s below the %.6g of %s, the best baseline",
              METRIC,
              value,
              percent((best.value() - value) / best.value()),
              best.value(),
              best.name());
      return new Finding(FIELD, RULE, message, true);
    }
    return failed(
        String.format(
            Locale.ROOT,
            "%s %.6g is not below the %.6g of %s, the best baseline",
            METRIC,
            value,
            best.value(),
            best.name()));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  private static Finding failed(String message) {
    return new Finding(FIELD, RULE, message, false);
  }

  private static Optional<Double> measured(Map<String, Double> metrics) {
    return Optional.ofNullable(metrics.get(METRIC)).filter(Double::isFinite);
  }

  private record Baseline(String name, double value) {
    static Optional<Baseline> of(String name, Map<String, Double> metrics) {
      return measured(metrics).map(value -> new Baseline(name, value));
    }
  }
}
