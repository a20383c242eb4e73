package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses the parameters of the next trial. The answer depends on the arguments alone, and on what
 * the sampler was made with, so a study can be repeated.
 */
public interface Sampler {

  /**
   * The parameters to try next: exactly the active ones.
   *
   * @param history trials that have ended; the order in which they were counted does not matter
   * @param running parameters of the trials that have not
   * @param random randomness of this one trial
   */
  Parameters sample(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random);

  /** The same with the reason, for a strategy that has more than one way. */
  default Suggestion suggest(
      SearchSpace space, History history, List<Parameters> running, RandomGenerator random) {
    return new Suggestion(sample(space, history, running, random), "");
  }
}
