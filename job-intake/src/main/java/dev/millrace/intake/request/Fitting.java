package dev.millrace.intake.request;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How models are fitted and validated, whatever their hyperparameters.
 *
 * @param folds blocks that the validation rows are cut into
 * @param embargo whether rows whose target was not known yet are left out of training
 * @param targetTransform what is learnt, or {@link #AUTO}
 * @param loss what is minimised while learning, or {@link #AUTO}
 * @param earlyStoppingRounds rounds without a better objective that end boosting, 0 for any number;
 *     null for a share of all rounds
 * @param alarms what is wanted of a model that detects anomalies
 * @param quantiles what a model of quantiles forecasts
 * @param path whether every step up to the horizon is forecast
 */
public record Fitting(
    long folds,
    boolean embargo,
    String targetTransform,
    String loss,
    @Nullable Long earlyStoppingRounds,
    Alarms alarms,
    List<Double> quantiles,
    boolean path) {

  public static final String AUTO = "auto";
  public static final long DEFAULT_FOLDS = 3;

  /** As the event's schema has it. */
  public static final Fitting DEFAULT =
      new Fitting(
          DEFAULT_FOLDS,
          true,
          AUTO,
          AUTO,
          null,
          Alarms.DEFAULT,
          QuantileRules.DEFAULT_QUANTILES,
          false);

  static final Set<String> TRANSFORMS = Set.of(AUTO, "level", "difference", "ratio");

  static final Set<String> LOSSES = Set.of(AUTO, "squared_error", "absolute_error", "pseudo_huber");

  private static final int MOST_FOLDS = 20;
  private static final int MOST_ROUNDS = 1_000_000;

  public Fitting {
    quantiles = List.copyOf(quantiles);
  }

  void check(Complaints complaints) {
    alarms.check(complaints);
    QuantileRules.checkQuantiles(quantiles, complaints);
    complaints.require(
        folds >= 1 && folds <= MOST_FOLDS,
        "config.training.folds",
        "must be from 1 to " + MOST_FOLDS,
        folds);
    complaints.require(
        TRANSFORMS.contains(targetTransform),
        "config.training.target_transform",
        "must be one of " + String.join(", ", new TreeSet<>(TRANSFORMS)),
        targetTransform);
    complaints.require(
        LOSSES.contains(loss),
        "config.training.loss",
        "must be one of " + String.join(", ", new TreeSet<>(LOSSES)),
        loss);
    if (earlyStoppingRounds != null) {
      complaints.require(
          earlyStoppingRounds >= 0 && earlyStoppingRounds <= MOST_ROUNDS,
          "config.training.early_stopping_rounds",
          "must be from 0 to " + MOST_ROUNDS,
          earlyStoppingRounds);
    }
  }
}
