package dev.millrace.hpo.search;

/**
 * One entry of a study's history.
 *
 * @param number the trial's number in its study, from 0
 */
public record FinishedTrial(int number, Parameters parameters, Outcome outcome) {

  /** The same trial, sharing with others what is equal. */
  FinishedTrial sharing(SharedParts shared) {
    return new FinishedTrial(number, parameters.sharing(shared), outcome);
  }
}
