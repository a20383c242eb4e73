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

  /** What a model says of the next steps, and so what it must be asked with. */
  public enum Kind {
    /** A value of the last of its steps: one row for each that is asked for. */
    HORIZON,
    /** Quantiles of it. */
    QUANTILES,
    /** A value of each step: one row for all. */
    PATH;

    /**
     * Of a model.
     *
     * @param modelType one of {@link #MODEL_TYPES}
     * @param path whether it was trained to forecast every step
     */
    public static Kind of(String modelType, boolean path) {
      if (modelType.equals(Forecaster.QUANTILES)) {
        return QUANTILES;
      }
      return path ? PATH : HORIZON;
    }
  }

  /**
   * Forecasts.
   *
   * @param model the artifact's bytes
   * @param rows feature-store's answer about the rows of a forecast, or about its path
   * @return objects with {@code target_time} and {@code value}, or {@code p10} and so on for each
   *     quantile, in order of time
   * @throws IOException when the process failed; the message says how
   */
  public static JsonNode forecast(Kind kind, byte[] model, JsonNode rows) throws IOException {
    Class<?> program =
        switch (kind) {
          case HORIZON -> ForecastMain.class;
          case QUANTILES -> QuantileMain.class;
          case PATH -> PathMain.class;
        };
    return ModelProcess.ask(program, model, rows);
  }
}
