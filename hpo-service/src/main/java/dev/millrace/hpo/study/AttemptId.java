package dev.millrace.hpo.study;

import java.util.Comparator;

/**
 * One attempt at a trial, or one rank of it: the thing that holds a lease.
 *
 * @param trial number of the trial in its study, from 0
 * @param number number of the attempt, from 1
 * @param rank which of the slots that train the trial together, from 0; the first one speaks for
 *     all
 */
public record AttemptId(String studyId, int trial, int number, int rank)
    implements Comparable<AttemptId> {

  private static final Comparator<AttemptId> ORDER =
      Comparator.comparing(AttemptId::studyId)
          .thenComparingInt(AttemptId::trial)
          .thenComparingInt(AttemptId::number)
          .thenComparingInt(AttemptId::rank);

  /** The attempt as a whole, or its first rank. */
  public AttemptId(String studyId, int trial, int number) {
    this(studyId, trial, number, 0);
  }

  /** Another rank of the same attempt. */
  public AttemptId ofRank(int other) {
    return new AttemptId(studyId, trial, number, other);
  }

  public boolean isFirstRank() {
    return rank == 0;
  }

  @Override
  public int compareTo(AttemptId other) {
    return ORDER.compare(this, other);
  }

  public String trialId() {
    return studyId + "-" + trial;
  }

  /** The id on the topics. */
  public String text() {
    return trialId() + "-" + number + (isFirstRank() ? "" : "." + rank);
  }
}
