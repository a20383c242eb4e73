package dev.millrace.hpo.search;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Chooses the parameters of the next trial. The answer depends on the arguments alone, so a study
 * can be repeated.
 */
public interface Sampler {

  /**
   * The parameters to try next.
   *
   * @param history trials that have ended, in any order
   * @param running parameters of the trials that have not
   * @param random randomness of this one trial
   */
  Parameters sample(
      SearchSpace space,
      List<FinishedTrial> history,
      List<Parameters> running,
      RandomGenerator random);
}
