package dev.millrace.hpo.codec;

/** Words of the journal. They are on disks: a changed one would make old journals unreadable. */
final class OutcomeWords {

  static final String COMPLETE = "complete";
  static final String PRUNED = "pruned";
  static final String FAILED = "failed";
  static final String CANCELLED = "cancelled";
  static final String COMPLETED = "completed";

  private OutcomeWords() {}
}
