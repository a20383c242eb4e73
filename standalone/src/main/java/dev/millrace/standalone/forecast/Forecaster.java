package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.List;

/** Runs a model on rows, in a child process. */
public final class Forecaster {
  private static final String QUANTILES = "quantile_forecast";

  /** Models that forecast. */
  public static final List<String> MODEL_TYPES = List.of("forecast", QUANTILES);

  private Forecaster() {}

  /**
   * Forecasts.
   *
   * @param modelType one of {@link #MODEL_TYPES}
   * @param model the artifact's bytes
   * @param rows feature-store's answer about the rows of a forecast
   * @return objects with {@code target_time} and {@code value}, or {@code p10} and so on for each
   *     quantile, in order of time
   * @throws IOException when the process failed; the message says how
   */
  public static JsonNode forecast(String modelType, byte[] model, JsonNode rows)
      throws IOException {
    return ModelProcess.ask(
        modelType.equals(QUANTILES) ? QuantileMain.class : ForecastMain.class, model, rows);
  }
}
