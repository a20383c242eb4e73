package dev.millrace.standalone.ingest;

import java.time.Instant;

/**
 * Which version of the truth a file is.
 *
 * @param id the same for the same content read in the same way
 * @param recordedAt when its values became known
 */
public record FileVersion(String id, Instant recordedAt) {
  private static final int SHORT = 16;

  /** The identity of the values on one line: the same whenever the file is sent. */
  String eventId(long line, int value) {
    return id.substring(0, Math.min(SHORT, id.length())) + ":" + line + ":" + value;
  }
}
