package dev.millrace.trainer.train;

/** A checkpoint that nobody can go on from, and why; the trial has to begin anew. */
public final class UnusableCheckpoint extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnusableCheckpoint(String message) {
    super(message);
  }
}
