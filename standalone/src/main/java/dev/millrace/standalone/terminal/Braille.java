package dev.millrace.standalone.terminal;

import java.util.ArrayList;
import java.util.List;

/** A canvas of dots, two across and four down in each character. */
final class Braille {
  private static final int[][] DOT = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

  private final int columns;
  private final int rows;
  private final int[][] cells;

  /** Measured in characters. */
  Braille(int columns, int rows) {
    this.columns = columns;
    this.rows = rows;
    this.cells = new int[rows][columns];
  }

  int width() {
    return columns * 2;
  }

  int height() {
    return rows * 4;
  }

  /** Sets a dot; x from the left, y from the top. */
  void dot(int x, int y) {
    cells[y / 4][x / 2] |= DOT[y % 4][x % 2];
  }

  /** Connects two dots. */
  void line(int fromX, int fromY, int toX, int toY) {
    int steps = Math.max(1, Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY)));
    for (int step = 0; step <= steps; step++) {
      dot(
          (int) Math.round(fromX + (double) (toX - fromX) * step / steps),
          (int) Math.round(fromY + (double) (toY - fromY) * step / steps));
    }
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>(rows);
    for (int[] row : cells) {
      StringBuilder line = new StringBuilder(columns);
      for (int cell : row) {
        line.append(cell == 0 ? ' ' : (char) (0x2800 + cell));
      }
      lines.add(line.toString());
    }
    return lines;
  }
}
