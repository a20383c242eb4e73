package dev.millrace.hpo.pool;

/**
 * What keeps a study from its next trial.
 *
 * @param text for a person
 */
public record Wait(Kind kind, String text) {

  /** What it is about; numbers may change without anything new being said. */
  public enum Kind {
    NO_WORKER,
    ALL_SLOTS_TAKEN,
    SLOTS_AT_ONCE,
    SLOTS_KEPT,
    TENANT_QUOTA,
    PARALLEL_TRIALS
  }
}
