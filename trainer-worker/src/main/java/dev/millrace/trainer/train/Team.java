package dev.millrace.trainer.train;

import dev.millrace.trainer.data.Rows;
import java.util.Optional;

/**
 * The ranks that train one model together. Each trains on its part of the rows; what they make is
 * the same model on every rank.
 */
public interface Team {
  /** One rank with all the rows. */
  Team ALONE =
      new Team() {
        @Override
        public int rank() {
          return 0;
        }

        @Override
        public int size() {
          return 1;
        }

        @Override
        public Membership join() {
          return new Membership() {
            @Override
            public int least(int own) {
              return own;
            }

            @Override
            public void close() {}
          };
        }
      };

  /** The rank of the calling thread, from 0. */
  int rank();

  /** How many ranks there are, ≥ 1. */
  int size();

  /**
   * Waits for the other ranks. Until the membership is closed, whatever the calling thread
   * quantises and boosts is quantised and boosted together with them, so that all ranks have to do
   * the same.
   *
   * @throws dev.millrace.trainer.xgboost.TrainingFailed when they do not come
   */
  Membership join();

  /** The part of these rows that this rank trains on: one run of them, as long as the others'. */
  default Rows share(Rows rows) {
    if (rows.count() < size()) {
      throw new IllegalArgumentException(
          "training_workers must be at most the number of training rows, %d, got %d"
              .formatted(rows.count(), size()));
    }
    return new Rows(rows.from() + cut(rows, rank()), rows.from() + cut(rows, rank() + 1));
  }

  private int cut(Rows rows, int rank) {
    return (int) ((long) rows.count() * rank / size());
  }

  /** From joining to leaving. */
  interface Membership extends AutoCloseable {
    /** The least of what all ranks say; waits for them. */
    int least(int own);

    /** What was found, if every rank has found it: all go on from the same round. */
    default Optional<Checkpoint> agreed(Optional<Checkpoint> found) {
      return least(found.map(Checkpoint::round).orElse(0)) > 0 ? found : Optional.empty();
    }

    @Override
    void close();
  }
}
