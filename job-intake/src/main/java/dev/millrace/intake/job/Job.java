package dev.millrace.intake.job;

import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.SeriesJob;
import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job: what was asked, what is known, how far it got.
 *
 * @param id the job's id
 * @param revision counts its changes, from 1; 0 before it was asked for
 */
public record Job(String id, Origin origin, Findings findings, Course course, long revision) {

  /** Where it comes from. */
  public sealed interface Origin {

    /** Facts arrived before the request did. */
    record NotAsked() implements Origin {}

    /** A sound request, complete with every default. */
    record Asked(JobRequest request, Instant at) implements Origin {}

    /** A request that broke rules, as it was written. */
    record Refused(JobRequest request, List<Violation> violations, Instant at) implements Origin {
      public Refused {
        violations = List.copyOf(violations);
      }
    }
  }

  /** Whether it goes on. */
  public sealed interface Course {

    /** It does. */
    record Open() implements Course {}

    /** It does not; an end is never taken back. */
    record Ended(Status status, Instant at) implements Course {}
  }

  public static Job unknown(String id) {
    return new Job(id, new Origin.NotAsked(), Findings.NONE, new Course.Open(), 0);
  }

  public boolean isAsked() {
    return !(origin instanceof Origin.NotAsked);
  }

  /** Whose it is; empty before it was asked for. */
  public String tenantId() {
    return switch (origin) {
      case Origin.NotAsked _ -> "";
      case Origin.Asked asked -> asked.request().tenantId();
      case Origin.Refused refused -> refused.request().tenantId();
    };
  }

  public boolean isEnded() {
    return course instanceof Course.Ended;
  }

  public Status status() {
    return switch (course) {
      case Course.Ended ended -> ended.status();
      case Course.Open _ -> SeriesJobs.of(this).map(SeriesJobs::open).orElseGet(this::open);
    };
  }

  private Status open() {
    return findings.phase().compareTo(Phase.SEARCH) >= 0 ? Status.RUNNING : Status.QUEUED;
  }

  public Phase phase() {
    return isEnded()
        ? Phase.DONE
        : SeriesJobs.of(this).map(SeriesJobs::phase).orElseGet(findings::phase);
  }

  /** The series of a job per series that it is the job of; empty when it belongs to no other. */
  Optional<SeriesJob> partOf() {
    return switch (origin) {
      case Origin.NotAsked _ -> Optional.empty();
      case Origin.Asked asked -> SeriesJob.of(id, asked.request());
      case Origin.Refused refused -> SeriesJob.of(id, refused.request());
    };
  }

  /** The jobs of its series by state; none when it is not per series, or not yet divided. */
  public SeriesCounts seriesCounts() {
    return SeriesJobs.of(this).map(SeriesJobs::counts).orElse(SeriesCounts.NONE);
  }

  /** The end that follows from what is known, if one does. */
  Optional<Status> end() {
    return SeriesJobs.of(this).map(SeriesJobs::end).orElseGet(findings::end);
  }

  /** Why it failed; empty unless it did. */
  public List<Violation> problems() {
    if (origin instanceof Origin.Refused refused) {
      return refused.violations();
    }
    if (status() != Status.FAILED) {
      return List.of();
    }
    return SeriesJobs.of(this).map(SeriesJobs::problems).orElseGet(this::reasons);
  }

  private List<Violation> reasons() {
    return findings
        .find(Fact.DatasetRefused.class)
        .map(Fact.DatasetRefused::refusals)
        .or(
            () ->
                findings
                    .find(Fact.RegistrationRefused.class)
                    .map(Fact.RegistrationRefused::refusals))
        .or(() -> findings.find(Fact.StudyEnded.class).map(Job::problems))
        .orElse(List.of());
  }

  private static List<Violation> problems(Fact.StudyEnded study) {
    return List.of(new Violation("", study.reason(), study.message()));
  }

  Job opened(Origin with) {
    return new Job(id, with, findings, course, revision);
  }

  Job knowing(Fact fact) {
    return new Job(id, origin, findings.with(fact), course, revision);
  }

  Job ended(Status status, Instant at) {
    return isEnded() ? this : new Job(id, origin, findings, new Course.Ended(status, at), revision);
  }

  Job revised() {
    return new Job(id, origin, findings, course, revision + 1);
  }
}
