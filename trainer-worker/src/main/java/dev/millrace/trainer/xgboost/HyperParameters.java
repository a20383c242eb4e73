package dev.millrace.trainer.xgboost;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The proposed hyperparameters, checked: XGBoost itself only warns about a name that it does not
 * know, and would obey one that takes more threads than the slot has.
 */
public final class HyperParameters {
  private static final String LOSS = "objective";
  private static final int DEFAULT_ROUNDS = 100;
  private static final int MOST_ROUNDS = 1_000_000;

  /** What may be searched: everything of the tree booster and its regression objectives. */
  private static final Set<String> ALLOWED =
      Set.of(
          "learning_rate",
          "max_depth",
          "min_child_weight",
          "gamma",
          "subsample",
          "sampling_method",
          "colsample_bytree",
          "colsample_bylevel",
          "colsample_bynode",
          "reg_lambda",
          "reg_alpha",
          "max_delta_step",
          "grow_policy",
          "max_leaves",
          "max_bin",
          "num_parallel_tree",
          "base_score",
          "objective",
          "huber_slope",
          "monotone_constraints",
          "interaction_constraints");

  private static final Map<String, String> ALIASES =
      Map.of(
          "eta", "learning_rate",
          "min_split_loss", "gamma",
          "lambda", "reg_lambda",
          "alpha", "reg_alpha");

  /** Decided by the worker: two trials side by side must not see each other. */
  private static final Map<String, Object> FIXED =
      Map.of("booster", "gbtree", "tree_method", "hist", "nthread", 1, "device", "cpu");

  /** One tree output per row, trained on differences that may be negative. */
  private static final Set<String> OBJECTIVES =
      Set.of(
          Loss.SQUARED_ERROR.objective(),
          Loss.ABSOLUTE_ERROR.objective(),
          Loss.PSEUDO_HUBER.objective());

  private final Map<String, Object> xgboost;
  private final Optional<Loss> loss;
  private final int rounds;
  private final int maxBin;

  private HyperParameters(
      Map<String, Object> xgboost, Optional<Loss> loss, int rounds, int maxBin) {
    this.xgboost = xgboost;
    this.loss = loss;
    this.rounds = rounds;
    this.maxBin = maxBin;
  }

  /**
   * Checks what was proposed.
   *
   * @param proposed values by XGBoost's names: Long, Double, String or Boolean; {@code
   *     n_estimators} is the number of boosting rounds
   * @param usualBins {@code max_bin} when it is not proposed
   * @throws TrainingFailed naming the parameter and what it must be
   */
  public static HyperParameters of(Map<String, Object> proposed, long seed, int usualBins) {
    Map<String, Object> checked = new TreeMap<>();
    proposed.forEach((name, value) -> put(checked, name, value));
    int rounds = wholeNumber(checked, "n_estimators", DEFAULT_ROUNDS, MOST_ROUNDS);
    checked.remove("n_estimators");
    int maxBin = wholeNumber(checked, "max_bin", usualBins, 1 << 16);
    checked.put("max_bin", maxBin);
    Optional<Loss> loss = Optional.ofNullable(checked.remove(LOSS)).map(HyperParameters::loss);
    checked.putAll(FIXED);
    checked.put("seed", seed);
    checked.put("verbosity", 0);
    // The objective is computed on the level by ourselves.
    checked.put("disable_default_eval_metric", 1);
    return new HyperParameters(checked, loss, rounds, maxBin);
  }

  private static Loss loss(Object objective) {
    require(OBJECTIVES.contains(objective.toString()), LOSS, "one of " + OBJECTIVES, objective);
    return Loss.point(objective.toString());
  }

  private static void put(Map<String, Object> checked, String proposedName, Object value) {
    String name = ALIASES.getOrDefault(proposedName, proposedName);
    if (FIXED.containsKey(name) || name.equals("n_jobs") || name.equals("seed")) {
      throw new TrainingFailed(
          "hyperparameter %s is set by the worker and cannot be searched".formatted(proposedName));
    }
    if (!ALLOWED.contains(name) && !name.equals("n_estimators")) {
      throw new TrainingFailed("hyperparameter %s is not known".formatted(proposedName));
    }
    if (checked.put(name, value) != null) {
      throw new TrainingFailed("hyperparameter %s is given twice".formatted(name));
    }
  }

  /** A whole number from 1; takes 100.0 and "100" as 100, as other clients may write it. */
  private static int wholeNumber(Map<String, Object> values, String name, int missing, int most) {
    Object value = values.getOrDefault(name, missing);
    double number;
    try {
      number = Double.parseDouble(value.toString());
    } catch (NumberFormatException e) {
      number = Double.NaN;
    }
    require(
        number >= 1 && number <= most && number == Math.rint(number),
        name,
        "a whole number from 1 to " + most,
        value);
    return (int) number;
  }

  private static void require(boolean holds, String name, String rule, Object value) {
    if (!holds) {
      throw new TrainingFailed("hyperparameter %s must be %s, got %s".formatted(name, rule, value));
    }
  }

  /** The loss that was proposed. */
  public Optional<Loss> givenLoss() {
    return loss;
  }

  /** The same with this loss. */
  public HyperParameters withLoss(Loss other) {
    return new HyperParameters(xgboost, Optional.of(other), rounds, maxBin);
  }

  public int rounds() {
    return rounds;
  }

  public int maxBin() {
    return maxBin;
  }

  /**
   * For XGBoost; a fresh map, as XGBoost keeps what it is given.
   *
   * @param outputs of the model, of which each is learnt by this loss
   */
  Map<String, Object> forXGBoost(int outputs) {
    Map<String, Object> parameters = new TreeMap<>(xgboost);
    parameters.putAll(loss.orElse(Loss.SQUARED_ERROR).parameters(outputs));
    return parameters;
  }
}
