package dev.millrace.standalone.csv;

import java.time.Instant;
import java.util.Map;

/** What became of one line of a file. */
public sealed interface Row {
  /** Line in the file, from 1; the header is on line 1. */
  long line();

  /** Values observed at a time, by variable; cells without a value are left out. */
  record Values(long line, Instant observedAt, String series, Map<String, Double> values)
      implements Row {
    public Values {
      values = Map.copyOf(values);
    }
  }

  /** A line that makes no sense, and why. */
  record Refused(long line, String reason) implements Row {}
}
