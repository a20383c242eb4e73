package dev.millrace.standalone.csv;

import dev.millrace.standalone.csv.FileRequest.Decimal;
import java.util.List;

/** What the cells of a column are. */
enum ColumnKind {
  EMPTY,
  NUMBERS,
  FLAGS,
  TEXT;

  /** A column counts as numeric when so many of its cells are; the rest is refused by row. */
  private static final double NUMERIC_SHARE = 0.8;

  /** Judges cells that are not blank. */
  static ColumnKind of(List<String> cells, Decimal decimal) {
    if (cells.isEmpty()) {
      return EMPTY;
    }
    long numbers = cells.stream().filter(cell -> Numbers.parse(cell, decimal).isPresent()).count();
    if (numbers >= NUMERIC_SHARE * cells.size()) {
      return NUMBERS;
    }
    return Flag.of(cells).isPresent() ? FLAGS : TEXT;
  }
}
