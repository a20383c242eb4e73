package dev.millrace.features.dataset;

/**
 * One broken rule.
 *
 * @param field path of the field, empty when no single field is to blame
 * @param rule the rule in a few words
 * @param message the whole complaint with the offending value, one sentence
 */
public record Violation(String field, String rule, String message) {}
