package dev.millrace.standalone.csv;

import java.util.List;

/**
 * One row as it stands in a file.
 *
 * @param line where it begins, from 1
 * @param cells without spaces at their ends
 */
public record RawRow(long line, List<String> cells) {
  public RawRow {
    cells = List.copyOf(cells);
  }

  /** The cell of a column; empty where the row ends before it. */
  String cell(int column) {
    return column < cells.size() ? cells.get(column) : "";
  }
}
