package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A study as REST shows it; what is not known yet is null.
 *
 * @param status queued, running, completed, failed or cancelled
 * @param nTrials search trials planned
 * @param counts search trials by state, and lost attempts
 * @param bestValue best objective value so far
 * @param bestTrialNumber its trial
 * @param bestParameters its parameters
 * @param stopReason trials, timeout, cancelled, failures or dataset-refused; once it is over
 * @param modelId the version that came of it
 */
public record StudyView(
    String studyId,
    String jobId,
    String tenantId,
    @Nullable String modelName,
    String status,
    @Nullable String objective,
    @Nullable String strategy,
    @Nullable Integer nTrials,
    @Nullable JsonNode counts,
    @Nullable Double bestValue,
    @Nullable Integer bestTrialNumber,
    @Nullable JsonNode bestParameters,
    @Nullable String stopReason,
    @Nullable String message,
    @Nullable Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finalFitAt,
    @Nullable Instant completedAt,
    @Nullable String modelId) {}
