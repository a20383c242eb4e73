package dev.millrace.features.series;

import java.util.Collections;
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

  /** Share of the observations that an offset must have to be more than a stray one. */
  private static final double COMMON = 0.2;

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
   * The most common spacing, and of the most common offsets the one with which the fewest
   * observations share a step: gaps and stray observations do not change them, nor does a clock
   * that is put forward, for which some midnights lie an hour earlier. Empty when there are fewer
   * than two observations.
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
    return Optional.of(new Rhythm(step, bestPhase(phases, step, observations)));
  }

  private static long bestPhase(Map<Long, Integer> phases, long step, Observations observations) {
    int largest = Collections.max(phases.values());
    double fewest = Math.min(largest, COMMON * observations.size());
    return phases.entrySet().stream()
        .filter(phase -> phase.getValue() >= fewest)
        .sorted(
            Map.Entry.<Long, Integer>comparingByValue()
                .reversed()
                .thenComparing(Map.Entry.comparingByKey()))
        .map(Map.Entry::getKey)
        .map(phase -> new Rhythm(step, phase))
        .min(Comparator.comparingInt(rhythm -> rhythm.collisions(observations)))
        .orElseThrow()
        .phaseMillis();
  }

  private int collisions(Observations observations) {
    int found = 0;
    for (int i = 1; i < observations.size(); i++) {
      found += slotOf(observations.time(i)) == slotOf(observations.time(i - 1)) ? 1 : 0;
    }
    return found;
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
