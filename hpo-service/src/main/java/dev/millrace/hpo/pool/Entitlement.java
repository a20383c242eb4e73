package dev.millrace.hpo.pool;

import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.Study;
import java.time.Instant;
import java.util.Comparator;

/**
 * A study's place in the queue: the one order in which studies get slots.
 *
 * @param slots how many it takes at once, which changes nothing about its place
 */
public record Entitlement(Priority priority, Instant acceptedAt, String studyId, int slots)
    implements Comparable<Entitlement> {

  private static final Comparator<Entitlement> BEST_ENTITLED_FIRST =
      Comparator.comparing(Entitlement::priority, Comparator.reverseOrder())
          .thenComparing(Entitlement::acceptedAt)
          .thenComparing(Entitlement::studyId);

  static Entitlement of(Study.Known study) {
    Job job = study.job();
    return new Entitlement(job.priority(), job.acceptedAt(), job.id(), study.slotsAtOnce());
  }

  @Override
  public int compareTo(Entitlement other) {
    return BEST_ENTITLED_FIRST.compare(this, other);
  }
}
