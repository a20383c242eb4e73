package dev.millrace.features.online;

import dev.millrace.features.series.Observations;
import dev.millrace.features.series.Rhythm;
import dev.millrace.features.series.Versions;
import java.util.Optional;

/**
 * What is at hand of a variable at one moment.
 *
 * @param observed of each time the latest version
 * @param versions all versions of these times
 * @param rhythm of all that was ever observed
 * @param first the first time that was ever observed, milliseconds since 1970-01-01
 * @param from everything from that time on is at hand, and the observation before it; {@link
 *     #WHOLE} when everything is
 */
record VariablePast(
    Observations observed, Versions versions, Optional<Rhythm> rhythm, long first, long from) {

  static final long WHOLE = Long.MIN_VALUE;

  /**
   * Whether rows that read from that time on find all they need: also what was observed within a
   * step of its own before it, which may still hold.
   */
  boolean reaches(long readsFrom) {
    return from == WHOLE || (readsFrom != WHOLE && from <= readsFrom - step());
  }

  /**
   * The rhythm of what is left of them when the first ones do not count; of all when some are no
   * longer at hand.
   */
  Optional<Rhythm> rhythm(Observations some) {
    return from == WHOLE && some.size() != observed.size() ? Rhythm.of(some) : rhythm;
  }

  /** Length of a step of its own; 0 when nobody can tell. */
  long step() {
    return rhythm.map(Rhythm::stepMillis).orElse(0L);
  }
}
