package dev.millrace.intake.job;

import dev.millrace.intake.request.JobRequest;

/** What a job can be told. */
public sealed interface JobCommand {

  /** Become this. */
  record Ask(JobRequest request) implements JobCommand {}

  /** Know this. */
  record Learn(Fact fact) implements JobCommand {}
}
