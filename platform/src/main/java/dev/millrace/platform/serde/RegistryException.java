package dev.millrace.platform.serde;

/** The registry refused a schema, or did not answer for too long. Says nothing about a record. */
public final class RegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegistryException(String message) {
    super(message);
  }

  public RegistryException(String message, Throwable cause) {
    super(message, cause);
  }
}
