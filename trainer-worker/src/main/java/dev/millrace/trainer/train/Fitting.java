package dev.millrace.trainer.train;

import dev.millrace.trainer.metric.QuantileLevels;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Loss;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a model is fitted and validated, whatever its hyperparameters.
 *
 * @param folds blocks that the validation rows are cut into, ≥ 1
 * @param embargo whether a row is left out of training whose target is not known at the first
 *     origin that is judged
 * @param transform what is learnt; empty for whichever validates best
 * @param loss what is minimised while learning; empty for whichever validates better
 * @param patience rounds without a better objective after which boosting ends, 0 for any number;
 *     empty for a share of all rounds
 * @param quantiles what a model of quantiles forecasts
 * @param path whether every step up to the horizon is forecast, not the last one alone
 */
public record Fitting(
    int folds,
    boolean embargo,
    Optional<TargetTransform> transform,
    Optional<Loss> loss,
    OptionalInt patience,
    QuantileLevels quantiles,
    boolean path) {
  public static final Fitting DEFAULT =
      new Fitting(3, true, Optional.empty(), Optional.empty(), OptionalInt.empty());

  private static final double PATIENCE_SHARE = 0.15;
  private static final int LEAST_PATIENCE = 10;

  public Fitting {
    if (folds < 1) {
      throw new IllegalArgumentException("training.folds must be ≥ 1, got " + folds);
    }
    if (patience.isPresent() && patience.getAsInt() < 0) {
      throw new IllegalArgumentException(
          "training.early_stopping_rounds must be ≥ 0, got " + patience.getAsInt());
    }
  }

  /** Of the horizon alone. */
  public Fitting(
      int folds,
      boolean embargo,
      Optional<TargetTransform> transform,
      Optional<Loss> loss,
      OptionalInt patience,
      QuantileLevels quantiles) {
    this(folds, embargo, transform, loss, patience, quantiles, false);
  }

  /** With the usual quantiles. */
  public Fitting(
      int folds,
      boolean embargo,
      Optional<TargetTransform> transform,
      Optional<Loss> loss,
      OptionalInt patience) {
    this(folds, embargo, transform, loss, patience, QuantileLevels.DEFAULT);
  }

  /** The same with this loss. */
  Fitting with(Loss other) {
    return new Fitting(folds, embargo, transform, Optional.of(other), patience, quantiles, path);
  }

  /** Follows a trial of so many rounds. */
  EarlyStopping earlyStopping(int rounds) {
    int automatic = Math.max(LEAST_PATIENCE, (int) Math.ceil(PATIENCE_SHARE * rounds));
    return new EarlyStopping(patience.orElse(automatic));
  }
}
