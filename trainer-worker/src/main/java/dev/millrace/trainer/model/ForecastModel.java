package dev.millrace.trainer.model;

import dev.millrace.trainer.baseline.LinearForecast;
import dev.millrace.trainer.data.DatasetLayout;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * A fitted forecast model, read from its artifact. The artifact is a plain XGBoost UBJ; what else a
 * forecast needs is in its attributes, so that any XGBoost of the same version can use it. {@code
 * millrace.transform} says how prediction p and the value a of the baseline named by {@code
 * millrace.anchor} make the forecast: level p, difference a + p, ratio a · p. With residual a is
 * what the linear forecast {@code millrace.linear} says of the same features. Not thread-safe.
 */
public final class ForecastModel implements AutoCloseable {
  private static final String FORMAT = "2";

  /** Knew one transform only. */
  private static final String FIRST_FORMAT = "1";

  /** Has its anchor in itself: older readers would look for it among the baselines. */
  private static final String LINEAR_FORMAT = "5";

  /** Where the format of a model is written. */
  static final String FORMAT_KEY = "millrace.format";

  private static final String TRANSFORM_KEY = "millrace.transform";
  private static final String ANCHOR_KEY = "millrace.anchor";
  private static final String LINEAR_KEY = "millrace.linear";
  private static final String FLOOR_KEY = "millrace.floor";
  private static final String FEATURES_KEY = "millrace.features";
  private static final String TARGET_KEY = "millrace.target";
  private static final String HORIZON_KEY = "millrace.horizon";

  private final Booster booster;
  private final Map<String, String> attributes;
  private final Optional<LinearForecast> linear;
  private final double floor;

  private ForecastModel(Booster booster, Map<String, String> attributes) {
    this.booster = booster;
    this.attributes = Map.copyOf(attributes);
    this.linear = Optional.ofNullable(attributes.get(LINEAR_KEY)).map(LinearForecast::parse);
    this.floor = Double.parseDouble(attributes.getOrDefault(FLOOR_KEY, "-Infinity"));
  }

  /** What the trainer writes into the booster. */
  public static Map<String, String> attributes(
      DatasetLayout layout, String anchor, TargetTransform transform) {
    return Map.of(
        FORMAT_KEY, FORMAT,
        ANCHOR_KEY, anchor,
        TRANSFORM_KEY, transform.label(),
        FEATURES_KEY, String.join("\n", layout.features()),
        TARGET_KEY, layout.variable(),
        HORIZON_KEY, Integer.toString(layout.horizon()));
  }

  /**
   * The same, when trees learn the residual of a linear forecast, and nothing is below the floor.
   */
  public static Map<String, String> attributes(
      DatasetLayout layout, LinearForecast linear, OptionalDouble floor) {
    Map<String, String> attributes =
        new TreeMap<>(attributes(layout, "linear", TargetTransform.RESIDUAL));
    attributes.put(FORMAT_KEY, LINEAR_FORMAT);
    attributes.put(LINEAR_KEY, linear.text());
    floor.ifPresent(value -> attributes.put(FLOOR_KEY, Double.toString(value)));
    return attributes;
  }

  /**
   * Reads a model.
   *
   * @param ubj the artifact's bytes
   * @throws IllegalArgumentException when they are no forecast model of ours
   */
  public static ForecastModel load(byte[] ubj) {
    return load(ubj, List.of(FORMAT, LINEAR_FORMAT, FIRST_FORMAT));
  }

  /** Reads a model that has one of these formats, the newest first. */
  static ForecastModel load(byte[] ubj, List<String> formats) {
    try {
      Booster booster = XGBoost.loadModel(ubj);
      Map<String, String> attributes = booster.getAttrs();
      if (!formats.contains(attributes.getOrDefault(FORMAT_KEY, ""))) {
        booster.dispose();
        throw new IllegalArgumentException(
            "%s must be %s, got %s"
                .formatted(
                    FORMAT_KEY, formats.getFirst(), attributes.getOrDefault(FORMAT_KEY, "none")));
      }
      return new ForecastModel(booster, attributes);
    } catch (XGBoostError | IOException e) {
      throw new IllegalArgumentException("the bytes are no XGBoost model", e);
    }
  }

  /** What is written under a key. */
  String attribute(String key) {
    String value = attributes.get(key);
    if (value == null) {
      throw new IllegalStateException("the model has no attribute " + key);
    }
    return value;
  }

  /** What is written beside the trees. */
  Map<String, String> attributes() {
    return attributes;
  }

  /** Names of the inputs, in the order of a row. */
  public List<String> features() {
    return List.of(attribute(FEATURES_KEY).split("\n"));
  }

  /** The baseline that the prediction is relative to; {@code linear} when it is none of them. */
  public String anchor() {
    return attribute(ANCHOR_KEY);
  }

  /** How anchor and prediction make a forecast. */
  public TargetTransform transform() {
    return attribute(FORMAT_KEY).equals(FIRST_FORMAT)
        ? TargetTransform.DIFFERENCE
        : TargetTransform.named(attribute(TRANSFORM_KEY));
  }

  /** The variable that is forecast. */
  public String target() {
    return attribute(TARGET_KEY);
  }

  /** Steps from origin to target. */
  public int horizon() {
    return Integer.parseInt(attribute(HORIZON_KEY));
  }

  /**
   * Forecasts one target, in its unit.
   *
   * @param row one value per feature, NaN where it is missing
   * @param baselines values of the naive forecasts for the same target, by name
   */
  public double predict(float[] row, Map<String, Double> baselines) {
    double output = outputs(row)[0];
    double anchor = linear.map(one -> one.value(i -> row[i])).orElseGet(() -> anchorIn(baselines));
    return Math.max(floor, transform().level(output, anchor));
  }

  /** Whether there is what it needs beside the features. */
  public boolean canForecastFrom(Map<String, Double> baselines) {
    return linear.isPresent() || baselines.containsKey(anchor());
  }

  /** The naive forecast that predictions are relative to. */
  double anchorIn(Map<String, Double> baselines) {
    Double anchor = baselines.get(anchor());
    if (anchor == null) {
      throw new IllegalArgumentException(
          "baselines must hold %s, got %s".formatted(anchor(), baselines.keySet()));
    }
    return anchor;
  }

  /** What the trees say of a row. */
  float[] outputs(float[] row) {
    if (row.length != features().size()) {
      throw new IllegalArgumentException(
          "a row must have %d features, got %d".formatted(features().size(), row.length));
    }
    try {
      DMatrix matrix = new DMatrix(row, 1, row.length, Float.NaN);
      try {
        return booster.predict(matrix)[0];
      } finally {
        matrix.dispose();
      }
    } catch (XGBoostError e) {
      throw new IllegalStateException("the model cannot predict", e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}
