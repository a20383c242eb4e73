package dev.millrace.hpo.pool;

/** Why a command changed nothing. */
public enum Refusal {
  /** It was said before. */
  DUPLICATE,
  /** The study is over. */
  STUDY_CLOSED,
  /** Nothing is known of that study, or it never made that attempt. */
  UNKNOWN_ATTEMPT,
  /** Another result of the same trial came first. */
  TRIAL_ALREADY_COUNTED,
  /** The attempt holds no lease any more. */
  LEASE_LAPSED,
  /** The heartbeat is too old to say anything about now. */
  STALE_HEARTBEAT,
  /** A later incarnation of this worker is there. */
  SUCCEEDED_WORKER
}
