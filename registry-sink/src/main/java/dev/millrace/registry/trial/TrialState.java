package dev.millrace.registry.trial;

import java.util.Locale;

/** Where a trial stands. */
public enum TrialState {
  WAITING,
  RUNNING,
  COMPLETE,
  PRUNED,
  FAILED,
  CANCELLED;

  static TrialState of(Ending ending) {
    return switch (ending) {
      case COMPLETE -> COMPLETE;
      case PRUNED -> PRUNED;
      case FAILED -> FAILED;
      case CANCELLED -> CANCELLED;
    };
  }

  /** The word that REST uses. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
