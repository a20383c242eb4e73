package dev.millrace.intake.policy;

import dev.millrace.intake.request.JobRequest;
import java.time.Instant;

/** What has happened to the policies of a feature set. */
public sealed interface PolicyEvent {

  /** A policy holds from now on. */
  record PolicyKept(RetrainingPolicy policy) implements PolicyEvent {}

  /** A policy holds no more. */
  record PolicyForgotten(String name) implements PolicyEvent {}

  /** An update came. */
  record UpdateNoted(Update update) implements PolicyEvent {}

  /** A policy waits to make a job of an update, among others. */
  record UpdateGathered(String name, Update update, Instant at) implements PolicyEvent {}

  /** A policy asks for a job. */
  record JobAsked(String name, String jobId, JobRequest request, Instant at)
      implements PolicyEvent {}
}
