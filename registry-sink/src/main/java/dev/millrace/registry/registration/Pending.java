package dev.millrace.registry.registration;

import java.time.Instant;

/**
 * A registration that is due.
 *
 * @param modelName the registered model that gets a version; empty when the study named none
 * @param tries how often it was tried already
 * @param firstTry when it was tried first: now, if never yet
 */
record Pending(String jobId, String tenantId, String modelName, int tries, Instant firstTry) {}
