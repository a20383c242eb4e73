package dev.millrace.features.measurement;

import java.time.Instant;

/**
 * What the table knows of a variable.
 *
 * @param id its number
 * @param lastObserved nothing was observed later; {@link Instant#MIN} when there is nothing yet
 * @param retainedFrom what was observed before was removed; {@link Instant#MIN} when nothing was
 */
public record KnownVariable(int id, Instant lastObserved, Instant retainedFrom) {}
