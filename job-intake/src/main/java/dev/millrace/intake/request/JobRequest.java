package dev.millrace.intake.request;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody asks for a model. The same record stands for what was asked and, once {@link
 * RequestRules} let it through, for what holds: then every default is filled in.
 *
 * @param priority low, normal, high or critical
 * @param tags free labels
 * @param idempotencyKey two requests of a tenant with the same key are the same job; empty for none
 * @param requestedBy person or system, for people
 */
public record JobRequest(
    String tenantId,
    String modelType,
    String modelName,
    String featureSet,
    TrainingConfig config,
    String priority,
    Map<String, String> tags,
    Cause cause,
    String idempotencyKey,
    String requestedBy) {

  public JobRequest {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  public JobRequest with(TrainingConfig other) {
    return new JobRequest(
        tenantId,
        modelType,
        modelName,
        featureSet,
        other,
        priority,
        tags,
        cause,
        idempotencyKey,
        requestedBy);
  }

  /** The same request for another reason; an idempotency key belongs to one reason and goes. */
  public JobRequest because(Cause other) {
    return new JobRequest(
        tenantId, modelType, modelName, featureSet, config, priority, tags, other, "", requestedBy);
  }
}
