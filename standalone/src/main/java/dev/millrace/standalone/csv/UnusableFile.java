package dev.millrace.standalone.csv;

/** A file as a whole cannot be read as asked; the message says what to change. */
public final class UnusableFile extends Exception {
  private static final long serialVersionUID = 1L;

  public UnusableFile(String message) {
    super(message);
  }
}
