package dev.millrace.features.retention;

import dev.millrace.features.measurement.VariableName;
import java.time.Instant;

/**
 * A variable of which measurements are kept.
 *
 * @param id its number
 * @param firstObserved of what is kept
 */
public record Kept(int id, VariableName name, Instant firstObserved) {}
