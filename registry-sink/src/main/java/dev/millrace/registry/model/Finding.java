package dev.millrace.registry.model;

/**
 * What a gate found.
 *
 * @param metric what was looked at, for example {@code test_metrics.mae}
 * @param rule what must hold, in a few words
 * @param message value, bound and verdict in one sentence for a person
 * @param passed whether it holds
 */
public record Finding(String metric, String rule, String message, boolean passed) {}
