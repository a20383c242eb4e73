package dev.millrace.hpo.search;

/**
 * One entry of a study's history.
 *
 * @param number the trial's number in its study, from 0
 * @param curve how it came there, for pruners of later trials
 */
public record FinishedTrial(int number, Parameters parameters, Outcome outcome, Curve curve) {

  /** A trial that nobody measured on its way. */
  public FinishedTrial(int number, Parameters parameters, Outcome outcome) {
    this(number, parameters, outcome, Curve.NONE);
  }

  /** The same trial, sharing with others what is equal. */
  FinishedTrial sharing(SharedParts shared) {
    return new FinishedTrial(number, parameters.sharing(shared), outcome, curve);
  }
}
