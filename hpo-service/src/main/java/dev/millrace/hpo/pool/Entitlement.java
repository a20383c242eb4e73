package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import java.time.Instant;
import java.util.Comparator;

/** A study's place in the queue: the one order in which studies get slots. */
public record Entitlement(Priority priority, Instant acceptedAt, String studyId)
    implements Comparable<Entitlement> {

  private static final Comparator<Entitlement> BEST_ENTITLED_FIRST =
      Comparator.comparing(Entitlement::priority, Comparator.reverseOrder())
          .thenComparing(Entitlement::acceptedAt)
          .thenComparing(Entitlement::studyId);

  static Entitlement of(Job job) {
    return new Entitlement(job.priority(), job.acceptedAt(), job.id());
  }

  @Override
  public int compareTo(Entitlement other) {
    return BEST_ENTITLED_FIRST.compare(this, other);
  }
}
