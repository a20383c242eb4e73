package dev.millrace.standalone.csv;

import org.jspecify.annotations.Nullable;

/** A text is no time of the expected format. */
public final class UnreadableTime extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableTime(String text, String expected, @Nullable Throwable cause) {
    super("'%s' is not %s".formatted(Names.shortened(text), expected), cause);
  }
}
