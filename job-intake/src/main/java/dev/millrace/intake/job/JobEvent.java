package dev.millrace.intake.job;

import dev.millrace.intake.job.Fact.CancelAsked;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.SeriesJob;
import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.List;

/** What has happened to a job. */
public sealed interface JobEvent {

  /** The request is sound and complete; the other services may begin. */
  record JobAccepted(String jobId, JobRequest request, Instant at) implements JobEvent {}

  /** The request is sound, but the job was cancelled before it came; nobody need begin. */
  record JobWithdrawn(JobRequest request, Instant at) implements JobEvent {}

  /** The request broke rules. */
  record JobRejected(String jobId, JobRequest request, List<Violation> violations, Instant at)
      implements JobEvent {
    public JobRejected {
      violations = List.copyOf(violations);
    }
  }

  /** Something is known that was not. */
  record FactLearned(Fact fact) implements JobEvent {}

  /** It is over. */
  record JobEnded(Status status, Instant at) implements JobEvent {}

  /** One of its series is to get a model, by a job of its own. */
  record SeriesAsked(SeriesJob job, JobRequest request, Instant at) implements JobEvent {}

  /** The job of one of its series is wanted no more. */
  record SeriesCancelled(SeriesJob job, JobRequest request, CancelAsked why) implements JobEvent {}

  /** The job per series that this one belongs to should know where it stands. */
  record ParentTold(SeriesJob series, Job job, Instant at) implements JobEvent {}

  /** Others see it like this from now on. */
  record JobShown(Job job, Instant at) implements JobEvent {}
}
