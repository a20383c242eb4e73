package dev.millrace.features.lineage;

/**
 * What is kept of datasets beside the datasets.
 *
 * @param movedPsi a column whose index is larger has moved
 */
public record Lineage(References references, Reports reports, double movedPsi) {}
