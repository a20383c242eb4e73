package dev.millrace.standalone.csv;

import java.time.Instant;
import java.util.List;

/** What became of one line of a file. */
public sealed interface Row {
  /** Line in the file, from 1, the header being line 1; in Parquet the row, from 1. */
  long line();

  /** Values observed at a time; cells without a value are left out. */
  record Values(long line, Instant observedAt, String series, List<Value> values) implements Row {
    public Values {
      values = List.copyOf(values);
    }
  }

  /** One value of a row. */
  record Value(String variable, double value) {}

  /** A line that makes no sense, and why. */
  record Refused(long line, String reason) implements Row {}

  /** A line of a series that was not asked for. */
  record OfAnotherSeries(long line) implements Row {}
}
