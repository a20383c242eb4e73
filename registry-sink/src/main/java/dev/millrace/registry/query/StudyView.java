package dev.millrace.registry.query;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A study as REST shows it; what is not known yet is null.
 *
 * @param status queued, running, completed, failed or cancelled
 * @param nTrials search trials planned
 * @param nTrialsReason why so many; null when the requester said how many
 * @param sampler the sampler of the latest trial, and why that one
 * @param waitingFor what keeps it from its next trial; null when nothing does
 * @param counts search trials by state, and lost attempts
 * @param bestValue best objective value so far
 * @param bestTrialNumber its trial
 * @param bestParameters its parameters
 * @param paretoTrials numbers of the trials that no other beats in every objective; once it is over
 * @param warmStartedFrom studies whose best parameters it began with; once it is over
 * @param continues the job whose search it goes on with
 * @param stopReason trials, timeout, target, patience, exhausted, cancelled, failures or
 *     dataset-refused; once it is over
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
    @Nullable String nTrialsReason,
    @Nullable String sampler,
    @Nullable String waitingFor,
    @Nullable JsonNode counts,
    @Nullable Double bestValue,
    @Nullable Integer bestTrialNumber,
    @Nullable JsonNode bestParameters,
    @Nullable JsonNode paretoTrials,
    @Nullable JsonNode warmStartedFrom,
    @Nullable String continues,
    @Nullable String stopReason,
    @Nullable String message,
    @Nullable Instant queuedAt,
    @Nullable Instant startedAt,
    @Nullable Instant finalFitAt,
    @Nullable Instant completedAt,
    @Nullable String modelId) {}
