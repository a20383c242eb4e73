package dev.millrace.standalone.csv;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import java.util.ArrayList;
import java.util.List;

/** Collects the fields of a row, within limits. */
final class CsvRowBuilder extends AbstractBaseCsvCallbackHandler<RawRow> {
  /** Longest row, in characters; a hundred thousand columns have room. */
  static final int LONGEST_ROW = 1 << 24;

  static final int MOST_FIELDS = 1 << 20;

  /** A row goes beyond a limit. */
  static final class TooLong extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooLong(String message) {
      super(message);
    }
  }

  private List<String> cells = new ArrayList<>();
  private int characters;

  @Override
  protected void handleBegin(long startingLineNumber) {
    cells = new ArrayList<>(cells.size());
    characters = 0;
  }

  @Override
  protected void handleField(int index, char[] buffer, int offset, int length, boolean quoted) {
    characters += length;
    if (characters > LONGEST_ROW || index >= MOST_FIELDS) {
      throw new TooLong(
          "line %d has more than %,d characters or %,d fields; is this a CSV file?"
              .formatted(getStartingLineNumber(), LONGEST_ROW, MOST_FIELDS));
    }
    int from = offset;
    int until = offset + length;
    while (from < until && Character.isWhitespace(buffer[from])) {
      from++;
    }
    while (until > from && Character.isWhitespace(buffer[until - 1])) {
      until--;
    }
    cells.add(from == until ? "" : new String(buffer, from, until - from));
  }

  @Override
  protected RawRow buildRecord() {
    return new RawRow(getStartingLineNumber(), cells);
  }
}
