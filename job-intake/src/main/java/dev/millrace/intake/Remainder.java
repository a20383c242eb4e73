package dev.millrace.intake;

import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a job has left undone.
 *
 * @param obstacle what keeps it from being done once more; empty when nothing does
 * @param series of a job per series those that got no model, by name; empty for all it asked for
 */
public record Remainder(Optional<String> obstacle, List<String> series) {

  public Remainder {
    series = List.copyOf(series);
  }

  /**
   * What it is of a job.
   *
   * @param ofSeries the jobs of its series, if it is per series
   */
  public static Remainder of(JobState job, List<JobState> ofSeries) {
    if (!JobDesk.isEnded(job)) {
      return no("it is " + job.getStatus().name().toLowerCase(Locale.ROOT));
    }
    if (ofSeries.stream().filter(JobDesk::isEnded).count() < job.getSeriesCounts().getTotal()) {
      return no("how all of its series ended is not known here yet, ask again in a moment");
    }
    if (ofSeries.isEmpty()) {
      return job.getStatus() == JobStatus.COMPLETED
          ? no("it has completed")
          : new Remainder(Optional.empty(), List.of());
    }
    List<String> left =
        ofSeries.stream()
            .filter(each -> each.getStatus() != JobStatus.COMPLETED)
            .flatMap(each -> each.getConfig().getSeries().stream())
            .sorted()
            .toList();
    return left.isEmpty()
        ? no("each of its series has a model")
        : new Remainder(Optional.empty(), left);
  }

  private static Remainder no(String obstacle) {
    return new Remainder(Optional.of(obstacle), List.of());
  }
}
