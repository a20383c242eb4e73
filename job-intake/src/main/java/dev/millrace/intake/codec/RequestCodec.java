package dev.millrace.intake.codec;

import dev.millrace.events.JobRequested;
import dev.millrace.events.JobState;
import dev.millrace.events.Priority;
import dev.millrace.intake.request.Cause;
import dev.millrace.intake.request.JobIds;
import dev.millrace.intake.request.JobRequest;
import dev.millrace.intake.request.Violation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Requests. */
public final class RequestCodec {

  private RequestCodec() {}

  public static JobRequest read(JobRequested event) {
    return new JobRequest(
        event.getTenantId(),
        event.getModelType(),
        event.getModelName(),
        event.getFeatureSet(),
        ConfigCodec.read(event.getConfig()),
        label(event.getPriority()),
        event.getTags(),
        upstreamUnlessSaid(read(event.getCause())),
        event.getIdempotencyKey(),
        event.getRequestedBy());
  }

  public static JobRequested write(String jobId, JobRequest request, Instant at) {
    return JobRequested.newBuilder()
        .setEventId(JobIds.named("job-requested", jobId))
        .setOccurredAt(at)
        .setTenantId(request.tenantId())
        .setJobId(jobId)
        .setModelType(request.modelType())
        .setModelName(request.modelName())
        .setFeatureSet(request.featureSet())
        .setConfig(ConfigCodec.write(request.config()))
        .setPriority(priority(request.priority()))
        .setTags(request.tags())
        .setCause(write(request.cause()))
        .setIdempotencyKey(request.idempotencyKey())
        .setRequestedBy(request.requestedBy())
        .build();
  }

  /** The request inside a job's state. */
  public static JobRequest read(JobState state) {
    return new JobRequest(
        state.getTenantId(),
        state.getModelType(),
        state.getModelName(),
        state.getFeatureSet(),
        ConfigCodec.read(state.getConfig()),
        label(state.getPriority()),
        state.getTags(),
        read(state.getCause()),
        state.getIdempotencyKey(),
        state.getRequestedBy());
  }

  static Cause read(dev.millrace.events.Cause cause) {
    return new Cause(cause.getKind(), cause.getName(), cause.getEventIds(), cause.getDescription());
  }

  static dev.millrace.events.Cause write(Cause cause) {
    return dev.millrace.events.Cause.newBuilder()
        .setKind(cause.kind())
        .setName(cause.name())
        .setEventIds(cause.eventIds())
        .setDescription(cause.description())
        .build();
  }

  static List<Violation> read(List<dev.millrace.events.Violation> violations) {
    return violations.stream()
        .map(v -> new Violation(v.getField(), v.getRule(), v.getMessage()))
        .toList();
  }

  static List<dev.millrace.events.Violation> write(List<Violation> violations) {
    return violations.stream()
        .map(v -> new dev.millrace.events.Violation(v.field(), v.rule(), v.message()))
        .toList();
  }

  static String label(Priority priority) {
    return priority.name().toLowerCase(Locale.ROOT);
  }

  static Priority priority(String label) {
    return Priority.valueOf(label.toUpperCase(Locale.ROOT));
  }

  /** Whoever writes the topic and does not say why is an upstream system. */
  private static Cause upstreamUnlessSaid(Cause cause) {
    return cause.kind().isEmpty()
        ? new Cause(Cause.UPSTREAM, cause.name(), cause.eventIds(), cause.description())
        : cause;
  }
}
