package dev.millrace.intake.view;

import dev.millrace.events.JobConfig;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * How long a job may take, going by what its like took lately: the median over the latest completed
 * jobs of the same feature set of the time until their first trial, and of the time per trial and
 * lane. It knows nothing of the queue, nothing at all before the first such job, and nothing of a
 * job per series, whose jobs share the slots.
 */
public final class DurationEstimate {

  private static final int LATEST = 20;

  /** What a search of n_trials "auto" has at most; how many exactly, its data decide. */
  private static final int MOST_AUTO_TRIALS = 30;

  private final JobView view;

  public DurationEstimate(JobView view) {
    this.view = view;
  }

  /** Seconds from asking to the registered model; empty when there is nothing to go by. */
  public OptionalLong secondsFor(JobState job) {
    if (job.getConfig().getPerSeries()) {
      return OptionalLong.empty();
    }
    List<Double> beforeTrials = new ArrayList<>();
    List<Double> perTrial = new ArrayList<>();
    for (JobState past : view.newestFirst()) {
      Instant startedAt = past.getStartedAt();
      Instant finishedAt = past.getFinishedAt();
      if (perTrial.size() == LATEST) {
        break;
      }
      if (past.getStatus() == JobStatus.COMPLETED
          && !past.getConfig().getPerSeries()
          && past.getFeatureSet().equals(job.getFeatureSet())
          && startedAt != null
          && finishedAt != null) {
        beforeTrials.add(seconds(past.getCreatedAt(), startedAt));
        perTrial.add(seconds(startedAt, finishedAt) / rounds(past));
      }
    }
    return perTrial.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of((long) Math.ceil(median(beforeTrials) + median(perTrial) * rounds(job)));
  }

  /** How many trials come after each other, the final fit among them. */
  private static double rounds(JobState job) {
    JobConfig config = job.getConfig();
    if (!config.getEnableHpo()) {
      return 2;
    }
    int trials = trials(job);
    int lanes = Math.max(1, Math.min(config.getParallelTrials(), trials));
    return 1 + Math.ceil((double) trials / lanes);
  }

  private static int trials(JobState job) {
    int planned = job.getNTrials() > 0 ? job.getNTrials() : job.getConfig().getNTrials();
    return planned > 0 ? planned : MOST_AUTO_TRIALS;
  }

  private static double seconds(Instant from, Instant to) {
    return Math.max(0, Duration.between(from, to).toMillis() / 1000.0);
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElse(0.0);
  }
}
