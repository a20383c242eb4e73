package dev.millrace.intake.request;

import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How models are fitted and validated, whatever their hyperparameters.
 *
 * @param folds blocks that the validation rows are cut into
 * @param targetTransform what is learnt, or {@link #AUTO}
 * @param earlyStoppingRounds rounds without a better objective that end boosting, 0 for any number;
 *     null for a share of all rounds
 */
public record Fitting(long folds, String targetTransform, @Nullable Long earlyStoppingRounds) {

  public static final String AUTO = "auto";
  public static final long DEFAULT_FOLDS = 3;

  /** As the event's schema has it. */
  public static final Fitting DEFAULT = new Fitting(DEFAULT_FOLDS, AUTO, null);

  static final Set<String> TRANSFORMS = Set.of(AUTO, "level", "difference", "ratio");

  private static final int MOST_FOLDS = 20;
  private static final int MOST_ROUNDS = 1_000_000;

  void check(Complaints complaints) {
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
    if (earlyStoppingRounds != null) {
      complaints.require(
          earlyStoppingRounds >= 0 && earlyStoppingRounds <= MOST_ROUNDS,
          "config.training.early_stopping_rounds",
          "must be from 0 to " + MOST_ROUNDS,
          earlyStoppingRounds);
    }
  }
}
