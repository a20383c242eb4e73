package dev.millrace.hpo.search;

/**
 * Turns a study's history into the stopping rule of its next trial. The answer depends on the
 * arguments alone. Two that are set alike are equal.
 *
 * <p>Adding one: a record in a file of its own that checks its settings, its name in {@code
 * PrunerCodec}, an entry in {@code PrunerConformanceTest} and a section in {@code docs/pruners.md}.
 */
public interface Pruner {

  /**
   * When to stop a trial.
   *
   * @param number the trial's number in its study, from 0
   * @param history trials that have ended; the order in which they were counted does not matter
   */
  StoppingRule rule(int number, History history);

  /** Whether it looks at the curves of a history: if not, nobody needs to keep them. */
  default boolean looksAtCurves() {
    return true;
  }
}
