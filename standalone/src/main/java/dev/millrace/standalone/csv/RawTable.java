package dev.millrace.standalone.csv;

import java.io.IOException;
import java.util.List;

/** A file with named columns. */
public interface RawTable {
  List<String> header();

  /** What parts the fields of a row; a comma in files that need nothing of the kind. */
  char delimiter();

  /** How the file is written, in words. */
  String describe();

  /** Begins to read the rows. */
  RawRows rows() throws IOException, UnusableFile;
}
