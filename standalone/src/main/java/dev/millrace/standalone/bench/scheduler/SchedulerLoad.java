package dev.millrace.standalone.bench.scheduler;

import java.time.Duration;

/**
 * What a pool is given to do.
 *
 * @param workers each with one slot
 * @param jobs studies, all asked for at the beginning
 * @param trials search trials of all jobs together; a final fit for each job comes on top
 * @param trialLength how long a trial takes
 */
public record SchedulerLoad(int workers, int jobs, int trials, Duration trialLength) {

  public SchedulerLoad {
    if (workers < 1 || jobs < 1 || trials < jobs) {
      throw new IllegalArgumentException(
          "workers and jobs must be ≥ 1 and trials ≥ jobs, got %d, %d and %d"
              .formatted(workers, jobs, trials));
    }
    if (!trialLength.isPositive()) {
      throw new IllegalArgumentException("a trial must take longer than 0, got " + trialLength);
    }
  }

  /** Search trials of a job; the first ones take what does not divide evenly. */
  int trialsOf(int job) {
    return trials / jobs + (job < trials % jobs ? 1 : 0);
  }

  /** Trials that a study may run at once, so that few studies can fill many slots. */
  int parallel() {
    return Math.max(4, Math.ceilDiv(2 * workers, jobs));
  }

  /** All fits: search trials and final ones. */
  public int fits() {
    return trials + jobs;
  }

  /** What the fits take when no slot is ever idle. */
  public Duration ideal() {
    return trialLength.multipliedBy(fits()).dividedBy(workers);
  }
}
