package dev.millrace.trainer.train;

import dev.millrace.trainer.baseline.LinearAnchor;
import dev.millrace.trainer.baseline.LinearFit;
import dev.millrace.trainer.baseline.NaiveAnchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A dataset's target in every form, with the anchors that it needs: made once, shared by trials.
 */
final class LearntTargets {
  private static final int MOST_FEATURES = 200;

  private final Dataset dataset;
  private final NaiveAnchor naive;

  /** By the rows that it was fitted to. */
  private final Map<Rows, Residuals> residuals = new ConcurrentHashMap<>();

  /** What residuals of models of some rows are relative to, and what no forecast is below. */
  private record Residuals(LinearAnchor anchor, OptionalDouble floor) {}

  LearntTargets(Dataset dataset) {
    this.dataset = dataset;
    this.naive = NaiveAnchor.of(dataset);
  }

  /**
   * As models of these rows learn it.
   *
   * @param train all rows that the model may know, whoever trains on which of them
   */
  LearntTarget of(Recipe recipe, Rows train) {
    if (recipe.transform() != TargetTransform.RESIDUAL) {
      return new LearntTarget(dataset, naive, recipe);
    }
    Residuals residuals = residuals(train);
    return new LearntTarget(dataset, residuals.anchor(), recipe, residuals.floor());
  }

  /** The same, or the reason why it cannot be learnt so. */
  LearntTarget possible(Recipe recipe, Rows train) {
    LearntTarget target = of(recipe, train);
    if (!target.isPossible()) {
      throw new TrainingFailed(
          "training.target_transform must not be ratio: the naive forecast %s comes near 0 or below"
              .formatted(naive.name()));
    }
    return target;
  }

  /**
   * Whether there are linear anchors: of one step, and of few enough features to be fitted soon.
   */
  boolean canBeResiduals() {
    return dataset.steps() == 1 && dataset.featureCount() <= MOST_FEATURES;
  }

  /** A linear forecast does not know that there are no negative sales. */
  private OptionalDouble floor(Rows train) {
    boolean negative = Arrays.stream(dataset.target(train)).anyMatch(value -> value < 0);
    return negative ? OptionalDouble.empty() : OptionalDouble.of(0);
  }

  private Residuals residuals(Rows train) {
    return residuals.computeIfAbsent(
        train,
        rows -> new Residuals(new LinearAnchor(dataset, LinearFit.of(dataset, rows)), floor(rows)));
  }

  /** How to make forecasts of what a model of these rows says. */
  Map<String, String> attributes(Recipe recipe, Rows train) {
    if (recipe.transform() != TargetTransform.RESIDUAL) {
      return ForecastModel.attributes(dataset.layout(), naive.name(), recipe.transform());
    }
    Residuals residuals = residuals(train);
    return ForecastModel.attributes(
        dataset.layout(), residuals.anchor().forecast(), residuals.floor());
  }
}
