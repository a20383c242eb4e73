package dev.millrace.trainer.model;

import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.quantile.Calibration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A fitted model of quantiles, read from its artifact: the trees of a forecast model with an output
 * for each share in {@code millrace.quantiles}. The outputs of a row, sorted, plus {@code
 * millrace.quantile.offsets}, are each what {@code millrace.transform} makes a forecast of; those
 * are sorted once more. Not thread-safe.
 */
public final class QuantileModel implements AutoCloseable {
  /**
   * Not a forecast model's: who takes the first output for a forecast would take a low quantile.
   */
  private static final String FORMAT = "3";

  private static final String QUANTILES_KEY = "millrace.quantiles";
  private static final String OFFSETS_KEY = "millrace.quantile.offsets";

  private final ForecastModel trees;
  private final Calibration calibration;

  private QuantileModel(ForecastModel trees, Calibration calibration) {
    this.trees = trees;
    this.calibration = calibration;
  }

  /** What the trainer writes into the booster, beside what it writes for a forecast. */
  public static Map<String, String> attributes(Calibration calibration) {
    return Map.of(
        ForecastModel.FORMAT_KEY,
        FORMAT,
        QUANTILES_KEY,
        calibration.levels().text(),
        OFFSETS_KEY,
        calibration.offsets().stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /**
   * Reads a model.
   *
   * @param ubj the artifact's bytes
   * @throws IllegalArgumentException when they are no quantile model of ours
   */
  public static QuantileModel load(byte[] ubj) {
    ForecastModel trees = ForecastModel.load(ubj, List.of(FORMAT));
    try {
      var levels = new QuantileLevels(numbers(trees.attribute(QUANTILES_KEY)));
      return new QuantileModel(
          trees, new Calibration(levels, numbers(trees.attribute(OFFSETS_KEY))));
    } catch (IllegalArgumentException | IllegalStateException e) {
      trees.close();
      throw new IllegalArgumentException("the model's quantiles cannot be read", e);
    }
  }

  private static List<Double> numbers(String text) {
    return Arrays.stream(text.split(",")).map(Double::valueOf).toList();
  }

  /** Which quantiles it forecasts, and by how much they were moved. */
  public Calibration calibration() {
    return calibration;
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

  /** Steps from origin to target. */
  public int horizon() {
    return trees.horizon();
  }

  /**
   * Forecasts the quantiles of one target, in its unit, rising.
   *
   * @param row one value per feature, NaN where it is missing
   * @param baselines values of the naive forecasts for the same target, by name
   */
  public double[] predict(float[] row, Map<String, Double> baselines) {
    double anchor = trees.anchorIn(baselines);
    TargetTransform transform = trees.transform();
    return calibration.quantiles(trees.outputs(row), value -> transform.level(value, anchor));
  }

  @Override
  public void close() {
    trees.close();
  }
}
