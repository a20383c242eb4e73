package dev.millrace.intake.job;

/** Search trials of a job by state; the final fit is none of them. */
public record Counts(
    int waiting,
    int running,
    int complete,
    int pruned,
    int failed,
    int cancelled,
    int lostAttempts) {

  public static final Counts NONE = new Counts(0, 0, 0, 0, 0, 0, 0);

  /** Whether there is any trial yet. */
  public boolean any() {
    return waiting + running + ended() > 0;
  }

  /** Trials that have ended, however they did. */
  public int ended() {
    return complete + pruned + failed + cancelled;
  }
}
