package dev.millrace.registry.trial;

/** How a trial or an attempt at it ended. */
public enum Ending {
  COMPLETE,
  PRUNED,
  FAILED,
  CANCELLED
}
