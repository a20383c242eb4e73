package dev.millrace.hpo.study;

/** How urgent a job is, from the least to the most. */
public enum Priority {
  LOW,
  NORMAL,
  HIGH,
  CRITICAL
}
