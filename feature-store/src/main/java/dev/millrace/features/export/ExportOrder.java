package dev.millrace.features.export;

import dev.millrace.features.dataset.DatasetRequest;
import java.time.Instant;
import java.util.Optional;

/**
 * An export that somebody wants.
 *
 * @param id its name
 * @param idempotencyKey two orders of a tenant with the same key are the same export
 * @param dataset what is to be in it
 */
public record ExportOrder(
    String id, Optional<String> idempotencyKey, DatasetRequest dataset, Instant acceptedAt) {}
