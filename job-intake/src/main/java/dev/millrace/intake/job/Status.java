package dev.millrace.intake.job;

import java.util.Locale;

/** Where a job stands. */
public enum Status {
  QUEUED,
  RUNNING,
  COMPLETED,
  FAILED,
  CANCELLED;

  /** Whether nothing comes after it. */
  public boolean isEnd() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case COMPLETED, FAILED, CANCELLED -> true;
    };
  }

  /** Whether a job that stood there can stand here now; an end is never taken back. */
  boolean isFurtherThan(Status earlier) {
    return !earlier.isEnd() && compareTo(earlier) > 0;
  }

  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
