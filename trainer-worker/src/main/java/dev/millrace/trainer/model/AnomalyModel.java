package dev.millrace.trainer.model;

import dev.millrace.trainer.anomaly.Detector;
import dev.millrace.trainer.anomaly.DetectorText;
import dev.millrace.trainer.anomaly.Pace;
import java.util.Map;

/**
 * A fitted anomaly model, read from its artifact: a forecast model that knows in its attributes
 * what residuals are ordinary. Not thread-safe.
 */
public final class AnomalyModel implements AutoCloseable {
  private final ForecastModel forecast;
  private final Detector detector;
  private final Pace pace;

  private AnomalyModel(ForecastModel forecast, Detector detector, Pace pace) {
    this.forecast = forecast;
    this.detector = detector;
    this.pace = pace;
  }

  /**
   * Reads a model.
   *
   * @param ubj the artifact's bytes
   * @throws IllegalArgumentException when they are no anomaly model of ours
   */
  public static AnomalyModel load(byte[] ubj) {
    ForecastModel forecast = ForecastModel.load(ubj);
    try {
      Map<String, String> attributes = forecast.attributes();
      return new AnomalyModel(
          forecast, DetectorText.detector(attributes), DetectorText.pace(attributes));
    } catch (IllegalArgumentException e) {
      forecast.close();
      throw e;
    }
  }

  /** What is expected of a point before it comes. */
  public ForecastModel forecast() {
    return forecast;
  }

  public Detector detector() {
    return detector;
  }

  /** How often points came when it was fitted. */
  public Pace pace() {
    return pace;
  }

  @Override
  public void close() {
    forecast.close();
  }
}
