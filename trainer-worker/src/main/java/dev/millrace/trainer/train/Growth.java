package dev.millrace.trainer.train;

import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.List;
import java.util.Optional;

/** One model that grows to its number of rounds. */
final class Growth {
  private Growth() {}

  /** Boosts until there are so many rounds; says why it did not, when it was told to stop. */
  static Optional<String> grow(Boosting boosting, int rounds, Watch watch, Keeper keeper) {
    while (boosting.rounds() < rounds) {
      Optional<String> cancelled = watch.cancelled();
      if (cancelled.isPresent()) {
        return cancelled;
      }
      boosting.round();
      if (keeper.isDue()) {
        keeper.keep(new Checkpoint(List.of(boosting.snapshot()), Optional.empty()));
      }
    }
    return Optional.empty();
  }

  /**
   * Lets each model go on from where it was.
   *
   * @throws UnusableCheckpoint when that is not possible; the models are of no use then
   */
  static void resume(List<Boosting> models, Checkpoint from) {
    if (models.size() != from.models().size()) {
      throw new UnusableCheckpoint(
          "it has %d models, not %d".formatted(from.models().size(), models.size()));
    }
    try {
      for (int i = 0; i < models.size(); i++) {
        models.get(i).resume(from.models().get(i));
      }
    } catch (TrainingFailed e) {
      throw new UnusableCheckpoint("a model of it cannot be restored: " + e.getMessage());
    }
  }
}
