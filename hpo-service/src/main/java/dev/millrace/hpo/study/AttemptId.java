package dev.millrace.hpo.study;

/**
 * One attempt at a trial: the thing that holds a lease.
 *
 * @param trial number of the trial in its study, from 0
 * @param number number of the attempt, from 1
 */
public record AttemptId(String studyId, int trial, int number) {

  public String trialId() {
    return studyId + "-" + trial;
  }

  /** The id on the topics. */
  public String text() {
    return trialId() + "-" + number;
  }
}
