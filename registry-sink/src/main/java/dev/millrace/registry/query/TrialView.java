package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial as REST shows it; what is not known yet is null.
 *
 * @param kind search or final_fit
 * @param state waiting, running, complete, pruned, failed or cancelled, as hpo-service counted it
 * @param reason why these parameters, in hpo-service's words
 * @param objective the objective value that counted
 * @param metrics validation metrics of the attempt that counted
 * @param testMetrics its test metrics; final fit only
 * @param baselines metrics of the baselines on the same test rows; final fit only
 * @param workerId the worker of the attempt that counted, or of the latest
 * @param durationMs from the first proposal to the end, with all lost attempts
 */
public record TrialView(
    String trialId,
    int number,
    @Nullable String kind,
    String state,
    @Nullable JsonNode parameters,
    @Nullable String reason,
    @Nullable Double objective,
    @Nullable JsonNode metrics,
    @Nullable JsonNode testMetrics,
    @Nullable JsonNode baselines,
    @Nullable String workerId,
    @Nullable Instant proposedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMs,
    List<AttemptView> attempts) {

  /**
   * An attempt at it.
   *
   * @param state waiting, running, complete, pruned, failed, cancelled or lost
   * @param counted whether the trial's outcome is that of this attempt
   * @param durationMs from taking the attempt to its end
   * @param error what went wrong, in the worker's or hpo-service's words
   */
  public record AttemptView(
      int attempt,
      String state,
      boolean counted,
      @Nullable String workerId,
      @Nullable Instant proposedAt,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Long durationMs,
      @Nullable Integer steps,
      @Nullable Integer plannedSteps,
      @Nullable String error,
      @Nullable JsonNode resources) {}
}
