package dev.millrace.features.measurement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A value observed at a time, and when it became known.
 *
 * @param value null = withdrawn
 */
public record Measurement(
    String tenant,
    String series,
    String variable,
    Instant observedAt,
    Instant recordedAt,
    @Nullable Double value,
    String unit,
    String source,
    String eventId) {}
