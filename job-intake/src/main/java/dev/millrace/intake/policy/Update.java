package dev.millrace.intake.policy;

import java.time.Instant;
import java.util.List;

/**
 * Data have changed.
 *
 * @param eventId identity; a second update with the same id says nothing new
 * @param series what changed; empty for any
 * @param writtenAt when it was written to the topic
 */
public record Update(String eventId, List<String> series, Instant writtenAt) {
  public Update {
    series = List.copyOf(series);
  }
}
