package dev.millrace.registry.importance;

/**
 * How much a parameter matters.
 *
 * @param importance its share of what all parameters together explain, 0 to 1
 */
public record Importance(String parameter, double importance) {}
