package dev.millrace.embedded;

/** A part of the stack did not start; the parts that did have been closed again. */
public final class PartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Part part;

  PartFailedException(Part part, Throwable cause) {
    super("%s did not start: %s".formatted(part.label(), rootMessage(cause)), cause);
    this.part = part;
  }

  /** The part that did not start. */
  public Part part() {
    return part;
  }

  private static String rootMessage(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String message = root.getMessage();
    return message == null ? root.getClass().getSimpleName() : message;
  }
}
