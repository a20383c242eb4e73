package dev.millrace.intake.request;

import java.util.List;

/** What belongs to model type quantile_forecast, and to no other. */
public final class QuantileRules {
  /** As the event's schema has them. */
  public static final List<Double> DEFAULT_QUANTILES = List.of(0.1, 0.5, 0.9);

  static final String MODEL_TYPE = "quantile_forecast";

  private static final String PINBALL = "pinball";
  private static final int FEWEST = 2;
  private static final int MOST = 9;
  private static final double MEDIAN = 0.5;

  private QuantileRules() {}

  /** What a search minimises when the request does not say. */
  public static String objective(String modelType) {
    return modelType.equals(MODEL_TYPE) ? PINBALL : "mae";
  }

  static void check(JobRequest request, Complaints complaints) {
    TrainingConfig config = request.config();
    if (request.modelType().equals(MODEL_TYPE)) {
      complaints.require(
          config.fitting().loss().equals(Fitting.AUTO),
          "config.training.loss",
          "must be auto for model type quantile_forecast, which has the pinball loss",
          config.fitting().loss());
      return;
    }
    noPinball("config.objective", config.search().objective(), complaints);
    List<String> objectives = config.tuning().goals().objectives();
    for (int i = 0; i < objectives.size(); i++) {
      noPinball("config.objectives[" + i + "]", objectives.get(i), complaints);
    }
    config
        .tuning()
        .goals()
        .constraints()
        .keySet()
        .forEach(metric -> noPinball("config.constraints." + metric, metric, complaints));
  }

  private static void noPinball(String field, String metric, Complaints complaints) {
    complaints.require(
        !metric.equals(PINBALL), field, "must be pinball only for quantile_forecast", metric);
  }

  static void checkQuantiles(List<Double> quantiles, Complaints complaints) {
    boolean holds =
        quantiles.size() >= FEWEST && quantiles.size() <= MOST && quantiles.contains(MEDIAN);
    double before = 0;
    for (double quantile : quantiles) {
      // Written so that NaN breaks it.
      holds &= quantile > before && quantile < 1;
      before = quantile;
    }
    complaints.require(
        holds,
        "config.training.quantiles",
        "must be %d to %d rising numbers above 0 and below 1, 0.5 among them"
            .formatted(FEWEST, MOST),
        quantiles);
  }
}
