package dev.millrace.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/** Rows under headings, padded so that columns line up; numbers go to the right. */
public final class Table {
  private static final String GAP = "  ";

  private final List<String> headings;
  private final List<List<String>> rows = new ArrayList<>();

  private Table(List<String> headings) {
    this.headings = List.copyOf(headings);
  }

  public static Table of(String... headings) {
    return new Table(List.of(headings));
  }

  /** Adds a row; it must have as many cells as there are headings. */
  public Table row(String... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "a row must have %d cells, got %d".formatted(headings.size(), cells.length));
    }
    rows.add(List.of(cells));
    return this;
  }

  public boolean isEmpty() {
    return rows.isEmpty();
  }

  /** The table's lines, headings first, without trailing blanks. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(line(headings));
    rows.forEach(row -> lines.add(line(row)));
    return List.copyOf(lines);
  }

  private String line(List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(width(column) - cell.codePointCount(0, cell.length()));
      line.append(column == 0 ? "" : GAP);
      line.append(isNumeric(column) ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }

  private int width(int column) {
    int width = headings.get(column).length();
    for (List<String> row : rows) {
      String cell = row.get(column);
      width = Math.max(width, cell.codePointCount(0, cell.length()));
    }
    return width;
  }

  private boolean isNumeric(int column) {
    return !rows.isEmpty()
        && rows.stream().map(row -> row.get(column)).allMatch(Table::looksLikeANumber);
  }

  private static boolean looksLikeANumber(String cell) {
    return cell.isEmpty() || cell.equals("–") || cell.matches("[-+−]?[0-9][0-9,.]*( ?[%×])?");
  }
}
