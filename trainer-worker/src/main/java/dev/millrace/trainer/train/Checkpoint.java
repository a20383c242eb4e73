package dev.millrace.trainer.train;

import dev.millrace.trainer.xgboost.Boosting;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a trial has reached after a round: with it, another process ends with the same bytes as
 * if nothing had happened. What the trial shares with others (quantised rows, the recipe) is not in
 * it, as it follows from the dataset.
 *
 * @param models of each fold, in the order of the folds; of a final fit the one
 * @param search what a search trial knows of its measurements; a final fit makes none
 */
public record Checkpoint(List<Boosting.Snapshot> models, Optional<Search> search) {
  /**
   * What a search trial knows of its measurements.
   *
   * @param rule the one that the trial began with: a later attempt is given another, made of what
   *     was counted meanwhile, and would end otherwise
   * @param curve the objective at evenly spaced shares of the budget, so far
   * @param counted the step that counts, so far
   * @param metrics on validation rows after that step, by name
   */
  public record Search(
      StoppingRule rule,
      StoppingRule.Position position,
      EarlyStopping.Best best,
      List<Step> curve,
      Step counted,
      Map<String, Double> metrics) {
    public Search {
      curve = List.copyOf(curve);
      metrics = Map.copyOf(metrics);
    }
  }

  public Checkpoint {
    models = List.copyOf(models);
    if (models.isEmpty()) {
      throw new IllegalArgumentException("a checkpoint must have a model");
    }
  }

  /** Rounds that are done. */
  public int round() {
    return models.getFirst().rounds();
  }

  /** How long training took to get there, in all attempts. */
  public long nanos() {
    return models.stream().mapToLong(Boosting.Snapshot::nanos).sum();
  }
}
