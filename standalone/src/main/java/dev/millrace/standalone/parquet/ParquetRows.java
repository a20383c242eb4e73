package dev.millrace.standalone.parquet;

import dev.millrace.standalone.csv.RawRow;
import dev.millrace.standalone.csv.RawRows;
import dev.millrace.standalone.csv.UnusableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The rows of a Parquet file, streamed; a row's line is its number, from 1. */
final class ParquetRows implements RawRows {
  private final ParquetSession session;
  private final ResultSet result;
  private final int columns;
  private final long rows;
  private long row;

  private ParquetRows(ParquetSession session, ResultSet result, int columns, long rows) {
    this.session = session;
    this.result = result;
    this.columns = columns;
    this.rows = rows;
  }

  static ParquetRows open(Path path, List<String> expressions, long rows)
      throws IOException, UnusableFile {
    try {
      ParquetSession session = ParquetSession.open(path);
      String sql = "SELECT %s FROM %s".formatted(String.join(", ", expressions), session.source());
      return new ParquetRows(session, session.query(sql), expressions.size(), rows);
    } catch (SQLException e) {
      throw ParquetSession.unusable(e);
    }
  }

  @Override
  public Optional<RawRow> next() throws UnusableFile {
    try {
      if (!result.next()) {
        return Optional.empty();
      }
      row++;
      List<String> cells = new ArrayList<>(columns);
      for (int i = 1; i <= columns; i++) {
        String cell = result.getString(i);
        cells.add(cell == null ? "" : cell.strip());
      }
      return Optional.of(new RawRow(row, cells));
    } catch (SQLException e) {
      throw ParquetSession.unusable(e);
    }
  }

  @Override
  public double share() {
    return rows == 0 ? 1 : (double) row / rows;
  }

  @Override
  public void close() throws IOException {
    try (session) {
      result.close();
    } catch (SQLException e) {
      throw new IOException("cannot close the Parquet file: " + e.getMessage(), e);
    }
  }
}
