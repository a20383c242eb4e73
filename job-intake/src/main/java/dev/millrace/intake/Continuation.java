package dev.millrace.intake;

import dev.millrace.events.JobState;
import dev.millrace.events.TrialCounts;
import java.util.Locale;
import java.util.Optional;

/** Which searches can go on. */
public final class Continuation {

  private Continuation() {}

  /** What keeps a job's search from being continued; empty when nothing does. */
  public static Optional<String> obstacle(JobState job) {
    if (!JobDesk.isEnded(job)) {
      return Optional.of("it is " + job.getStatus().name().toLowerCase(Locale.ROOT));
    }
    if (!job.getConfig().getEnableHpo()) {
      return Optional.of("it had no search");
    }
    TrialCounts counts = job.getCounts();
    return counts.getComplete() + counts.getPruned() + counts.getFailed() == 0
        ? Optional.of("none of its trials has ended")
        : Optional.empty();
  }
}
