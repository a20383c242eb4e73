package dev.millrace.standalone.client;

import org.jspecify.annotations.Nullable;

/** Nobody answers where a running Millrace should be. */
public final class ServerUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ServerUnreachable(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
