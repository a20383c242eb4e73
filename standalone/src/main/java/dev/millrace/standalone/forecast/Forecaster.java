package dev.millrace.standalone.forecast;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** Runs a model on rows, in a child process. */
public final class Forecaster {
  private Forecaster() {}

  /**
   * Forecasts.
   *
   * @param model the artifact's bytes
   * @param rows feature-store's answer about the rows of a forecast
   * @return objects with {@code target_time} and {@code value}, in order of time
   * @throws IOException when the process failed; the message says how
   */
  public static JsonNode forecast(byte[] model, JsonNode rows) throws IOException {
    return ModelProcess.ask(ForecastMain.class, model, rows);
  }
}
