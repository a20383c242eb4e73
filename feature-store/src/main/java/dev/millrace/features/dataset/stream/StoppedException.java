package dev.millrace.features.dataset.stream;

/** The service is stopping; whatever was under way will be done again. */
public final class StoppedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StoppedException() {
    super("the service is stopping");
  }
}
