package dev.millrace.hpo.study;

import java.util.Comparator;

/**
 * One attempt at a trial: the thing that holds a lease.
 *
 * @param trial number of the trial in its study, from 0
 * @param number number of the attempt, from 1
 */
public record AttemptId(String studyId, int trial, int number) implements Comparable<AttemptId> {

  private static final Comparator<AttemptId> ORDER =
      Comparator.comparing(AttemptId::studyId)
          .thenComparingInt(AttemptId::trial)
          .thenComparingInt(AttemptId::number);

  @Override
  public int compareTo(AttemptId other) {
    return ORDER.compare(this, other);
  }

  public String trialId() {
    return studyId + "-" + trial;
  }

  /** The id on the topics. */
  public String text() {
    return trialId() + "-" + number;
  }
}
