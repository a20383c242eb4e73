package dev.millrace.features.series;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often a series is observed, and at which offset.
 *
 * @param stepMillis length of a step
 * @param phaseMillis what remains of an observation's time beyond whole steps since 1970-01-01
 */
public record Rhythm(long stepMillis, long phaseMillis) {

  public Rhythm {
    if (stepMillis < 1) {
      throw new IllegalArgumentException("step must be ≥ 1 ms, got " + stepMillis);
    }
    if (phaseMillis < 0 || phaseMillis >= stepMillis) {
      throw new IllegalArgumentException(
          "phase must be 0 to %d, got %d".formatted(stepMillis - 1, phaseMillis));
    }
  }

  /**
   * The most common spacing and the most common offset: gaps and stray observations do not change
   * them. Empty when there are fewer than two observations.
   */
  public static Optional<Rhythm> of(Observations observations) {
    if (observations.size() < 2) {
      return Optional.empty();
    }
    Map<Long, Integer> spacings = new HashMap<>();
    for (int i = 1; i < observations.size(); i++) {
      spacings.merge(observations.time(i) - observations.time(i - 1), 1, Integer::sum);
    }
    long step = mostCommon(spacings);
    Map<Long, Integer> phases = new HashMap<>();
    for (int i = 0; i < observations.size(); i++) {
      phases.merge(Math.floorMod(observations.time(i), step), 1, Integer::sum);
    }
    return Optional.of(new Rhythm(step, mostCommon(phases)));
  }

  /** Number of the step that a time falls into, counted from 1970-01-01. */
  public long slotOf(long time) {
    return Math.floorDiv(time - phaseMillis, stepMillis);
  }

  /** When a step begins. */
  public long timeOf(long slot) {
    return slot * stepMillis + phaseMillis;
  }

  /** Among equally common ones the smallest, so that the answer does not depend on hashing. */
  private static long mostCommon(Map<Long, Integer> counts) {
    return counts.entrySet().stream()
        .max(
            Map.Entry.<Long, Integer>comparingByValue()
                .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
        .orElseThrow()
        .getKey();
  }
}
