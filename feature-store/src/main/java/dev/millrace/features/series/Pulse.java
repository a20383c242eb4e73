package dev.millrace.features.series;

import java.util.Map;
import java.util.Optional;

/**
 * The rhythm of a series whose past is no longer at hand, kept while times are added. It never
 * guesses: when something might change the rhythm it says so, and is of no more use.
 */
public final class Pulse {

  /** More different spacings than a series with a rhythm has. */
  private static final int MOST_SPACINGS = 1_000;

  private final Rhythm rhythm;
  private final Map<Long, Integer> spacings;

  private Pulse(Rhythm rhythm, Map<Long, Integer> spacings) {
    this.rhythm = rhythm;
    this.spacings = spacings;
  }

  /** The pulse of all that was ever observed; empty when that has no rhythm to rely on. */
  public static Optional<Pulse> of(Observations all) {
    Map<Long, Integer> spacings = Rhythm.spacings(all);
    return spacings.size() > MOST_SPACINGS
        ? Optional.empty()
        : Rhythm.of(all).map(rhythm -> new Pulse(rhythm, spacings));
  }

  /** The rhythm of everything that was observed. */
  public Rhythm rhythm() {
    return rhythm;
  }

  /**
   * Adds a time behind all others.
   *
   * @return whether the rhythm is surely the same as before
   */
  public boolean append(long previous, long time) {
    return fits(time - previous, time) && count(time - previous);
  }

  /**
   * Adds a time between two neighbours.
   *
   * @return whether the rhythm is surely the same as before
   */
  public boolean insert(long previous, long time, long next) {
    if (!fits(time - previous, time) || !fits(next - time, time)) {
      return false;
    }
    spacings.merge(next - previous, -1, (count, less) -> count + less == 0 ? null : count + less);
    return count(time - previous) && count(next - time);
  }

  /**
   * On the offset that counts, and at least a step away: so that offset gains an observation, no
   * offset gains two in one step, and none becomes common that was not.
   */
  private boolean fits(long spacing, long time) {
    return spacing >= rhythm.stepMillis()
        && Math.floorMod(time, rhythm.stepMillis()) == rhythm.phaseMillis();
  }

  /** Whether the step still is the most common spacing, and of equally common ones the smallest. */
  private boolean count(long spacing) {
    int count = spacings.merge(spacing, 1, Integer::sum);
    int steps = spacings.getOrDefault(rhythm.stepMillis(), 0);
    return spacing == rhythm.stepMillis()
        || (spacings.size() <= MOST_SPACINGS
            && (count < steps || (count == steps && spacing > rhythm.stepMillis())));
  }
}
