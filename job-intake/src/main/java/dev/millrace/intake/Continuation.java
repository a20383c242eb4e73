package dev.millrace.intake;

import dev.millrace.events.JobState;
import java.util.Locale;
import java.util.Optional;

/** Which searches can go on. */
public final class Continuation {

  private Continuation() {}

  /** What keeps a job's search from being continued; empty when nothing does. */
  public static Optional<String> obstacle(JobState job) {
    if (job.getConfig().getPerSeries()) {
      return Optional.of("it is per series: only the jobs of its series have a search");
    }
    if (!JobDesk.isEnded(job)) {
      return Optional.of("it is " + job.getStatus().name().toLowerCase(Locale.ROOT));
    }
    if (!job.getConfig().getEnableHpo()) {
      return Optional.of("it had no search");
    }
    return job.getCounts().getComplete() == 0
        ? Optional.of("none of its trials is complete")
        : Optional.empty();
  }
}
