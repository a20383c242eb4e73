package dev.millrace.trainer.model;

import java.util.List;
import java.util.Map;

/**
 * A fitted model of every step up to its horizon, read from its artifact: the trees of a forecast
 * model with an output for each step, the next one first. What {@code millrace.transform} makes of
 * an output and of the step's own value of the baseline {@code millrace.anchor} is the forecast.
 * Not thread-safe.
 */
public final class PathModel implements AutoCloseable {
  /**
   * Not a forecast model's: who takes the first output for the forecast would take the first step.
   */
  private static final String FORMAT = "4";

  private final ForecastModel trees;

  private PathModel(ForecastModel trees) {
    this.trees = trees;
  }

  /** What the trainer writes into the booster, in place of what it writes for a forecast. */
  public static Map<String, String> attributes() {
    return Map.of(ForecastModel.FORMAT_KEY, FORMAT);
  }

  /**
   * Reads a model.
   *
   * @param ubj the artifact's bytes
   * @throws IllegalArgumentException when they are no model of a path of ours
   */
  public static PathModel load(byte[] ubj) {
    return new PathModel(ForecastModel.load(ubj, List.of(FORMAT)));
  }

  /** Names of the inputs, in the order of a row. */
  public List<String> features() {
    return trees.features();
  }

  /** The baseline that predictions are relative to. */
  public String anchor() {
    return trees.anchor();
  }

  /** The variable that is forecast. */
  public String target() {
    return trees.target();
  }

  /** Steps from origin to the last target, which is as many as there are forecasts. */
  public int horizon() {
    return trees.horizon();
  }

  /**
   * Forecasts the targets of all steps, in their unit, the next one first.
   *
   * @param row one value per feature, NaN where it is missing
   * @param baselines for each step the values of its naive forecasts, by name
   */
  public double[] predict(float[] row, List<Map<String, Double>> baselines) {
    if (baselines.size() != horizon()) {
      throw new IllegalArgumentException(
          "baselines of %d steps are needed, got %d".formatted(horizon(), baselines.size()));
    }
    TargetTransform transform = trees.transform();
    float[] outputs = trees.outputs(row);
    double[] path = new double[horizon()];
    for (int step = 0; step < path.length; step++) {
      path[step] = transform.level(outputs[step], trees.anchorIn(baselines.get(step)));
    }
    return path;
  }

  @Override
  public void close() {
    trees.close();
  }
}
