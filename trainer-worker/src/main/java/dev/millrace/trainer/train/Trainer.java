package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Map;

/**
 * Trains one type of model. Adding one: implement this in a file of its own, list it in {@link
 * Trainers}, let it pass {@code TrainerContract}, and let job-intake accept its model type.
 */
public interface Trainer {
  /** As in job requests, for example forecast. */
  String modelType();

  /** Versions that decide the bytes of a model, by library. */
  Map<String, String> libraryVersions();

  /** How many values the trees say of a row, each by trees of its own. */
  default int outputs(Fitting fitting) {
    return 1;
  }

  /** Makes what all trials on a dataset share. */
  Prepared prepare(Dataset dataset);

  /** A dataset ready to train on; used by several threads at once, closed when none does. */
  interface Prepared extends AutoCloseable {
    /**
     * Trains one attempt on the calling thread. The same assignment gives the same outcome, byte
     * for byte, whatever else is trained meanwhile, and whether or not it goes on from a
     * checkpoint.
     *
     * @throws dev.millrace.trainer.xgboost.TrainingFailed when the parameters or data do not permit
     *     it
     * @throws UnusableCheckpoint when nobody can go on from what the keeper has found
     */
    Outcome train(Assignment assignment, Watch watch, Keeper keeper);

    /** Trains from the beginning, and keeps nothing. */
    default Outcome train(Assignment assignment, Watch watch) {
      return train(assignment, watch, Keeper.NONE);
    }

    /**
     * Trains the final fit as one rank of a team. Every rank gets the same outcome.
     *
     * @throws dev.millrace.trainer.xgboost.TrainingFailed also when the other ranks do not come or
     *     are lost; it then says so
     */
    default Outcome train(Assignment assignment, Team team, Watch watch, Keeper keeper) {
      if (team.size() > 1) {
        throw new TrainingFailed("a model of this type is trained by one worker alone");
      }
      return train(assignment, watch, keeper);
    }

    @Override
    void close();
  }
}
