package dev.millrace.hpo.study;

import dev.millrace.hpo.search.Parameters;
import java.util.Optional;

/** A trial without an outcome yet. */
public sealed interface Trial {

  /** Number of the trial in its study, from 0. */
  int number();

  Parameters parameters();

  /** How often it has been proposed so far. */
  int attempts();

  /** Where the next attempt can go on, if one has got so far. */
  Optional<Checkpoint> checkpoint();

  /** To be proposed for the first time. */
  static Waiting first(int number, Parameters parameters) {
    return new Waiting(number, parameters, 0, Optional.empty());
  }

  /** To be proposed, for the first time or again. */
  record Waiting(int number, Parameters parameters, int attempts, Optional<Checkpoint> checkpoint)
      implements Trial {

    public Proposed propose() {
      return new Proposed(number, parameters, attempts + 1, checkpoint);
    }
  }

  /** On the topic; no worker has said yet that it started. */
  record Proposed(int number, Parameters parameters, int attempts, Optional<Checkpoint> checkpoint)
      implements Trial {

    public Running start() {
      return new Running(number, parameters, attempts, checkpoint);
    }

    public Waiting lose() {
      return new Waiting(number, parameters, attempts, checkpoint);
    }
  }

  /** A worker trains it. */
  record Running(int number, Parameters parameters, int attempts, Optional<Checkpoint> checkpoint)
      implements Trial {

    public Waiting lose() {
      return new Waiting(number, parameters, attempts, checkpoint);
    }
  }

  /** Whether this attempt is the one that is out now. */
  default boolean isOut(AttemptId attempt) {
    return switch (this) {
      case Waiting _ -> false;
      case Proposed _, Running _ -> attempt.trial() == number() && attempt.number() == attempts();
    };
  }

  /** The trial after the first rank was taken by a worker; unchanged if another attempt is out. */
  default Trial started(AttemptId attempt) {
    return switch (this) {
      case Proposed proposed when isOut(attempt) && attempt.isFirstRank() -> proposed.start();
      case Waiting _, Proposed _, Running _ -> this;
    };
  }

  /** The trial after the attempt was lost; unchanged if another attempt is out. */
  default Trial lost(AttemptId attempt) {
    return switch (this) {
      case Proposed proposed when isOut(attempt) -> proposed.lose();
      case Running running when isOut(attempt) -> running.lose();
      case Waiting _, Proposed _, Running _ -> this;
    };
  }

  /** The trial after one of its attempts stored what it had reached. */
  default Trial with(Checkpoint stored) {
    Optional<Checkpoint> last = Optional.of(stored);
    return switch (this) {
      case Waiting _ -> new Waiting(number(), parameters(), attempts(), last);
      case Proposed _ -> new Proposed(number(), parameters(), attempts(), last);
      case Running _ -> new Running(number(), parameters(), attempts(), last);
    };
  }
}
