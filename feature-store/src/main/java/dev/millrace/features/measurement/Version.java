package dev.millrace.features.measurement;

import java.time.Instant;
import java.util.Comparator;

/**
 * A measurement as a row.
 *
 * @param variableId number of its variable
 * @param supersededAt when the next version of the value became known; {@link Instant#MAX} when
 *     there is none
 */
public record Version(int variableId, Measurement measurement, Instant supersededAt) {

  /** By key: two of the same key are one version, said twice. */
  static final Comparator<Version> BY_KEY =
      Comparator.comparingInt(Version::variableId)
          .thenComparing(Version::observedAt)
          .thenComparing(Version::recordedAt);

  Instant observedAt() {
    return measurement.observedAt();
  }

  Instant recordedAt() {
    return measurement.recordedAt();
  }

  Version supersededAt(Instant recorded) {
    return new Version(variableId, measurement, recorded);
  }
}
