package dev.millrace.hpo.search;

/**
 * What to try next, and why.
 *
 * @param reason for a person
 */
public record Suggestion(Parameters parameters, String reason) {}
