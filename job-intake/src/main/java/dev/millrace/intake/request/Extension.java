package dev.millrace.intake.request;

import dev.millrace.intake.request.TrainingConfig.Search;
import dev.millrace.intake.request.Tuning.Beginning;
import java.util.List;
import java.util.OptionalLong;

/**
 * Somebody wants more trials of a search that is over.
 *
 * @param trials how many more
 * @param timeoutSeconds time for them; empty for as long as the search had
 * @param idempotencyKey two requests of a tenant with the same key are the same job; empty for none
 * @param requestedBy person or system, for people
 */
public record Extension(
    long trials, OptionalLong timeoutSeconds, String idempotencyKey, String requestedBy) {

  /** Adds what the rules of a job cannot see. */
  public void check(Complaints complaints) {
    complaints.require(
        trials >= 1 && trials <= SearchRules.MOST_TRIALS,
        "n_trials",
        "must be from 1 to " + SearchRules.MOST_TRIALS,
        trials);
    timeoutSeconds.ifPresent(
        seconds ->
            complaints.require(
                seconds >= 1 && seconds <= SearchRules.LONGEST_TIMEOUT_SECONDS,
                "timeout_seconds",
                "must be from 1 to " + SearchRules.LONGEST_TIMEOUT_SECONDS,
                seconds));
    RequestRules.title("idempotency_key", idempotencyKey, complaints);
    RequestRules.title("requested_by", requestedBy, complaints);
  }

  /**
   * The job that goes on where another one ended: the same but for this, and so with the same
   * dataset, whose as-of time a complete request names. What was enqueued has been tried.
   */
  public JobRequest of(String jobId, JobRequest ended) {
    TrainingConfig config = ended.config();
    Search search = config.search();
    boolean warmStart = config.tuning().beginning().warmStart();
    return new JobRequest(
        ended.tenantId(),
        ended.modelType(),
        ended.modelName(),
        ended.featureSet(),
        config.with(
            search.upTo(trials, timeoutSeconds.orElse(search.timeoutSeconds())),
            config.tuning().with(new Beginning(List.of(), warmStart, jobId))),
        ended.priority(),
        ended.tags(),
        Cause.of(Cause.API, "%d more trials of job %s".formatted(trials, jobId)),
        idempotencyKey,
        requestedBy);
  }
}
