package dev.millrace.standalone.csv;

import java.io.IOException;

/** Bytes that are no characters of a file's encoding; the message says where. */
final class NotInEncoding extends IOException {
  private static final long serialVersionUID = 1L;

  NotInEncoding(String message) {
    super(message);
  }
}
