package dev.millrace.trainer.train;

import java.util.Optional;

/**
 * Keeps what an attempt has reached, so that the next one can go on from there. Called on the
 * training thread; may fail to keep anything, but never fails the trial.
 */
public interface Keeper {
  /** Begins at the beginning, and keeps nothing. */
  Keeper NONE =
      new Keeper() {
        @Override
        public Optional<Checkpoint> found() {
          return Optional.empty();
        }

        @Override
        public void refused(UnusableCheckpoint why) {}

        @Override
        public boolean isDue() {
          return false;
        }

        @Override
        public void keep(Checkpoint reached) {}
      };

  /** What an earlier attempt had reached. Asked before the first round. */
  Optional<Checkpoint> found();

  /** Nobody can go on from what was found: asked again, it finds nothing. */
  void refused(UnusableCheckpoint why);

  /** Whether it is time to keep something. Asked after each round. */
  boolean isDue();

  void keep(Checkpoint reached);

  /** One that goes on from the same, for whom somebody else keeps what it reaches. */
  default Keeper thatKeepsNothing() {
    Keeper own = this;
    return new Keeper() {
      @Override
      public Optional<Checkpoint> found() {
        return own.found();
      }

      @Override
      public void refused(UnusableCheckpoint why) {
        own.refused(why);
      }

      @Override
      public boolean isDue() {
        return false;
      }

      @Override
      public void keep(Checkpoint reached) {}
    };
  }
}
