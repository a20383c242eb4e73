package dev.millrace.standalone.csv;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The beginning of a table, by which the rest of it is judged.
 *
 * @param rows those with as many cells as the header
 * @param whole whether there are no more rows
 */
record Sample(List<String> header, List<RawRow> rows, boolean whole) {
  private static final int ROWS = 20_000;
  private static final int CELLS = 400_000;

  Sample {
    header = List.copyOf(header);
    rows = List.copyOf(rows);
  }

  static Sample of(RawTable table) throws IOException, UnusableFile {
    int columns = table.header().size();
    int most = Math.clamp(CELLS / columns, 2, ROWS);
    List<RawRow> rows = new ArrayList<>();
    int read = 0;
    boolean whole;
    try (RawRows all = table.rows()) {
      Optional<RawRow> row = all.next();
      while (row.isPresent() && read < most) {
        read++;
        if (row.get().cells().size() >= columns) {
          rows.add(row.get());
        }
        row = all.next();
      }
      whole = row.isEmpty();
    }
    if (read == 0) {
      throw new UnusableFile("it has no rows below its header");
    }
    return new Sample(table.header(), rows, whole);
  }

  /** The cells of a column that say something, in file order. */
  List<String> filled(int column) {
    return rows.stream()
        .map(row -> row.cell(column))
        .filter(cell -> !Numbers.isBlank(cell))
        .toList();
  }

  int columns() {
    return header.size();
  }
}
