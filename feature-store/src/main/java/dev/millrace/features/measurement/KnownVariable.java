package dev.millrace.features.measurement;

import java.time.Instant;

/**
 * What the table knows of a variable.
 *
 * @param id its number
 * @param lastObserved nothing was observed later; {@link Instant#MIN} when there is nothing yet
 */
public record KnownVariable(int id, Instant lastObserved) {}
