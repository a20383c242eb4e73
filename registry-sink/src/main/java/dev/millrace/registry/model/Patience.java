package dev.millrace.registry.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How long a registration waits for an artifact that is not there.
 *
 * @param first pause after the first try; each further pause is twice as long
 * @param longest no pause is longer
 * @param limit after so long from the first try an artifact is taken to be lost
 */
public record Patience(Duration first, Duration longest, Duration limit) {
  private static final int MOST_DOUBLINGS = 30;

  public Patience {
    if (!first.isPositive() || longest.compareTo(first) < 0 || limit.isNegative()) {
      throw new IllegalArgumentException(
          "patience needs 0 < first ≤ longest and limit ≥ 0, got %s, %s, %s"
              .formatted(first, longest, limit));
    }
  }

  /** The pause after so many failed tries (from 1). */
  public Duration pauseAfter(int tries) {
    Duration pause = first.multipliedBy(1L << Math.clamp(tries - 1L, 0, MOST_DOUBLINGS));
    return pause.compareTo(longest) < 0 ? pause : longest;
  }

  /** When to look again; empty when it has waited long enough. */
  public Optional<Instant> nextTry(int tries, Instant firstTry, Instant now) {
    Instant next = now.plus(pauseAfter(tries));
    return next.isAfter(firstTry.plus(limit)) ? Optional.empty() : Optional.of(next);
  }
}
