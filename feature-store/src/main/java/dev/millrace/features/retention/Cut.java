package dev.millrace.features.retention;

import java.time.Instant;

/**
 * What was observed before goes; something was.
 *
 * @param at midnight, UTC
 */
public record Cut(Kept variable, Instant at) {}
