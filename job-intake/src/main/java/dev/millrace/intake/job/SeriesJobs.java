package dev.millrace.intake.job;

import dev.millrace.intake.job.Fact.CancelAsked;
import dev.millrace.intake.job.Fact.SeriesListed;
import dev.millrace.intake.job.Fact.SeriesMoved;
import dev.millrace.intake.job.JobEvent.FactLearned;
import dev.millrace.intake.job.JobEvent.SeriesAsked;
import dev.millrace.intake.job.JobEvent.SeriesCancelled;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.RequestRules;
import dev.millrace.intake.request.SeriesJob;
import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a job per series makes of its series: a job for each, once they are known, and then an end
 * of its own when each of those has one.
 */
record SeriesJobs(String parentId, JobRequest request, Findings findings) {

  /** Of a job per series; empty of any other. */
  static Optional<SeriesJobs> of(Job job) {
    return job.origin() instanceof Job.Origin.Asked asked && asked.request().config().perSeries()
        ? Optional.of(new SeriesJobs(job.id(), asked.request(), job.findings()))
        : Optional.empty();
  }

  /** The jobs to ask for now: all of them at once, as soon as the series are known. */
  List<JobEvent> toAsk(Instant at) {
    List<String> series = known();
    if (series.isEmpty() || isDivided() || findings.knows(CancelAsked.class)) {
      return List.of();
    }
    List<JobEvent> events = new ArrayList<>();
    events.add(new FactLearned(SeriesMoved.asked(series)));
    for (String each : series) {
      SeriesJob job = new SeriesJob(parentId, each);
      events.add(new SeriesAsked(job, job.request(request), at));
    }
    return events;
  }

  /** The jobs to cancel with it: those that have not ended. */
  List<JobEvent> toCancel(CancelAsked why) {
    return standings().entrySet().stream()
        .filter(standing -> !standing.getValue().isEnd())
        .map(standing -> new SeriesJob(parentId, standing.getKey()))
        .<JobEvent>map(job -> new SeriesCancelled(job, job.request(request), why))
        .toList();
  }

  private List<String> known() {
    if (!request.config().isForEverySeries()) {
      return request.config().series();
    }
    return findings
        .find(SeriesListed.class)
        .filter(listed -> obstacles(listed).isEmpty())
        .map(SeriesListed::series)
        .orElse(List.of());
  }

  SortedMap<String, Status> standings() {
    return findings.find(SeriesMoved.class).map(SeriesMoved::standings).orElseGet(TreeMap::new);
  }

  boolean isDivided() {
    return findings.knows(SeriesMoved.class);
  }

  boolean has(SeriesMoved news) {
    return standings().keySet().containsAll(news.standings().keySet());
  }

  SeriesCounts counts() {
    return SeriesCounts.of(standings().values());
  }

  /**
   * How it ended, if it has. Models that were registered are not talked away: with at least one it
   * has completed, and says which series failed. Only where somebody cancelled it, and not in vain,
   * it was cancelled.
   */
  Optional<Status> end() {
    SeriesCounts counts = counts();
    boolean cancelled = findings.knows(CancelAsked.class);
    if (!isDivided()) {
      return isImpossible()
          ? Optional.of(Status.FAILED)
          : cancelled ? Optional.of(Status.CANCELLED) : Optional.empty();
    }
    if (counts.ended() < counts.total()) {
      return Optional.empty();
    }
    if (cancelled && counts.cancelled() > 0) {
      return Optional.of(Status.CANCELLED);
    }
    if (counts.completed() > 0) {
      return Optional.of(Status.COMPLETED);
    }
    return Optional.of(counts.failed() > 0 ? Status.FAILED : Status.CANCELLED);
  }

  Status open() {
    return counts().queued() < counts().total() ? Status.RUNNING : Status.QUEUED;
  }

  Phase phase() {
    return isDivided() ? Phase.SERIES : Phase.DATA;
  }

  private boolean isImpossible() {
    return findings.find(SeriesListed.class).map(this::obstacles).orElse(List.of()).size() > 0;
  }

  /** Why it failed as a whole. */
  List<Violation> problems() {
    if (!isDivided()) {
      return findings.find(SeriesListed.class).map(this::obstacles).orElse(List.of());
    }
    String first =
        findings.find(SeriesMoved.class).stream()
            .flatMap(moved -> moved.problems().entrySet().stream())
            .findFirst()
            .map(SeriesJobs::sentence)
            .orElse("");
    return List.of(
        new Violation(
            "config.series",
            "at least one series must get a model",
            "none of %d series got a model%s".formatted(counts().total(), first)));
  }

  private static String sentence(Map.Entry<String, String> problem) {
    return "; the first, '%s': %s".formatted(problem.getKey(), problem.getValue());
  }

  private List<Violation> obstacles(SeriesListed listed) {
    if (!listed.refusals().isEmpty()) {
      return listed.refusals();
    }
    String variable = request.config().targetVariable();
    if (listed.total() > RequestRules.MOST_SERIES) {
      return List.of(
          new Violation(
              "config.series",
              "must be at most " + RequestRules.MOST_SERIES,
              "%d series have '%s', and a job per series takes at most %d: name them"
                  .formatted(listed.total(), variable, RequestRules.MOST_SERIES)));
    }
    return listed.series().isEmpty()
        ? List.of(
            new Violation(
                "config.target_variable",
                "the variable must have observations",
                "no series has '%s', as known at %s"
                    .formatted(variable, request.config().period().asOf())))
        : List.of();
  }
}
