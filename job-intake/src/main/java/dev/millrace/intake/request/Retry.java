package dev.millrace.intake.request;

import java.time.Instant;
import java.util.List;

/**
 * Somebody wants a job that brought no model, or not all, once more.
 *
 * @param idempotencyKey two requests of a tenant with the same key are the same job; empty for none
 * @param requestedBy person or system, for people
 */
public record Retry(String idempotencyKey, String requestedBy) {

  public void check(Complaints complaints) {
    RequestRules.title("idempotency_key", idempotencyKey, complaints);
    RequestRules.title("requested_by", requestedBy, complaints);
  }

  /**
   * The same job again, with what was recorded meanwhile unless the request had named an as-of
   * time.
   *
   * @param acceptedAt when the job was accepted, which is its as-of time when none was named
   * @param series what is left to do of a job per series; empty for what the job asked for
   */
  public JobRequest of(String jobId, JobRequest ended, Instant acceptedAt, List<String> series) {
    TrainingConfig config = ended.config();
    if (acceptedAt.equals(config.period().asOf())) {
      config = config.with(config.period().knownLater());
    }
    if (!series.isEmpty()) {
      config = config.forEachOf(series);
    }
    String what = series.isEmpty() ? "" : series.size() + " series of ";
    return new JobRequest(
        ended.tenantId(),
        ended.modelType(),
        ended.modelName(),
        ended.featureSet(),
        config,
        ended.priority(),
        ended.tags(),
        new Cause(Cause.RETRY, jobId, List.of(), "%sjob %s once more".formatted(what, jobId)),
        idempotencyKey,
        requestedBy);
  }
}
