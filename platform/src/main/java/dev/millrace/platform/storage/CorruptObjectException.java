package dev.millrace.platform.storage;

import java.io.IOException;

/** An object's bytes do not have the hash that was promised. */
public final class CorruptObjectException extends IOException {
  private static final long serialVersionUID = 1L;

  public CorruptObjectException(String uri, String expected, String actual) {
    super("%s should have SHA-256 %s, has %s".formatted(uri, expected, actual));
  }
}
