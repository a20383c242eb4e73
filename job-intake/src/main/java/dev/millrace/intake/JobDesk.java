package dev.millrace.intake;

import dev.millrace.events.JobCancelled;
import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.JobStatus;
import dev.millrace.intake.codec.JobCodec;
import dev.millrace.intake.codec.RequestCodec;
import dev.millrace.intake.request.JobIds;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.view.JobView;
import dev.millrace.platform.kafka.EventPublisher;
import dev.millrace.topics.Topics;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** Takes the commands of people and programs to the topics, and waits until they show. */
public final class JobDesk {

  private final EventPublisher publisher;
  private final JobView jobs;
  private final InstantSource clock;
  private final JobIntakeConfig config;

  JobDesk(EventPublisher publisher, JobView jobs, InstantSource clock, JobIntakeConfig config) {
    this.publisher = publisher;
    this.jobs = jobs;
    this.clock = clock;
    this.config = config;
  }

  /**
   * Asks for a job that keeps every rule. The job is in the view when this returns, as it was asked
   * for if its first real state is late.
   */
  public JobState ask(JobRequest request) {
    String jobId =
        request.idempotencyKey().isEmpty()
            ? UUID.randomUUID().toString()
            : JobIds.ofKey(request.tenantId(), request.idempotencyKey());
    JobRequested event =
        RequestCodec.write(jobId, request, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    JobState pending = JobCodec.pending(event);
    if (jobs.expect(pending)) {
      publish(event);
    }
    return jobs.await(jobId, job -> job.getRevision() > 0, config.answerWithin()).orElse(pending);
  }

  private void publish(JobRequested event) {
    boolean taken = false;
    try {
      publisher.publishAndWait(Topics.JOB_REQUESTED, event.getJobId(), event);
      taken = true;
    } finally {
      if (!taken) {
        jobs.unexpect(event.getJobId());
      }
    }
  }

  /** The job, which another instance may have taken a moment ago; empty when there is none. */
  public Optional<JobState> find(String jobId) {
    return jobs.find(jobId).or(() -> jobs.await(jobId, _ -> true, config.lookAgainWithin()));
  }

  /** Asks for the end of a job that has not ended, and returns how it looks then. */
  public JobState cancel(JobState job, String by, String reason) {
    publisher.publishAndWait(
        Topics.JOB_CANCELLED,
        job.getJobId(),
        JobCancelled.newBuilder()
            .setEventId(JobIds.named("job-cancelled", job.getJobId()))
            .setOccurredAt(clock.instant())
            .setTenantId(job.getTenantId())
            .setJobId(job.getJobId())
            .setRequestedBy(by)
            .setReason(reason)
            .setPool(job.getConfig().getPool())
            .build());
    return jobs.await(job.getJobId(), JobDesk::isEnded, config.answerWithin())
        .or(() -> jobs.find(job.getJobId()))
        .orElse(job);
  }

  public static boolean isEnded(JobState job) {
    return switch (job.getStatus()) {
      case UNKNOWN, QUEUED, RUNNING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  /** Whether its search is over, so that it can no longer be cancelled. */
  public static boolean isBeyondCancelling(JobState job) {
    return isEnded(job)
        || (job.getStatus() == JobStatus.RUNNING && job.getPhase().equals("registration"));
  }
}
