package dev.millrace.standalone.csv;

import java.io.IOException;
import java.util.Optional;

/** The rows below a table's header, one at a time; whatever the table's size, one is in memory. */
public interface RawRows extends AutoCloseable {
  /** The next row; empty behind the last. */
  Optional<RawRow> next() throws IOException, UnusableFile;

  /** The share of the table that has been read, from 0 to 1. */
  double share();

  @Override
  void close() throws IOException;
}
