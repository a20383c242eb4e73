package dev.millrace.platform.kafka;

/** A topic exists, but not as the catalogue declares it. */
public final class TopicMismatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public TopicMismatchException(String message) {
    super(message);
  }
}
