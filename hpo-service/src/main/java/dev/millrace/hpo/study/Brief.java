package dev.millrace.hpo.study;

import java.util.List;

/**
 * What a study has been given, once for all.
 *
 * @param starts parameters to begin with, in order
 */
public record Brief(Job job, Dataset dataset, Budget budget, List<StartingPoint> starts) {

  public Brief {
    starts = List.copyOf(starts);
  }

  Brief with(Budget replaced) {
    return new Brief(job, dataset, replaced, starts);
  }

  Brief with(List<StartingPoint> replaced) {
    return new Brief(job, dataset, budget, replaced);
  }

  /** Whether it got fewer trials than the requester asked for. */
  boolean isCutShort() {
    return budget.trials() < job.plan().trials();
  }

  /** Studies whose parameters it has begun with, after so many trials. */
  public List<String> warmStartedFrom(int proposed) {
    return starts.stream()
        .limit(Math.max(0, proposed - budget.recalled()))
        .map(StartingPoint::from)
        .filter(study -> !study.isEmpty())
        .distinct()
        .toList();
  }
}
