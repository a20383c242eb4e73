package dev.millrace.standalone.parquet;

import dev.millrace.standalone.csv.RawRows;
import dev.millrace.standalone.csv.RawTable;
import dev.millrace.standalone.csv.UnusableFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Parquet file as a table of texts: a timestamp with a zone is written in UTC with a Z, one
 * without as it stands, a number in its shortest form, null as nothing.
 */
public final class ParquetTable implements RawTable {
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final List<String> columns;
  private final List<String> expressions;
  private final long rows;

  private ParquetTable(Path path, List<String> columns, List<String> expressions, long rows) {
    this.path = path;
    this.columns = List.copyOf(columns);
    this.expressions = List.copyOf(expressions);
    this.rows = rows;
  }

  /** Whether the file begins as Parquet files do. */
  public static boolean isParquet(Path path) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
    }
  }

  /** Reads what the file says about its columns. */
  public static ParquetTable open(Path path) throws IOException, UnusableFile {
    List<String> columns = new ArrayList<>();
    List<String> expressions = new ArrayList<>();
    try (ParquetSession session = ParquetSession.open(path)) {
      try (ResultSet described = session.query("DESCRIBE SELECT * FROM " + session.source())) {
        while (described.next()) {
          columns.add(described.getString(1));
          expressions.add(expression(described.getString(1), described.getString(2)));
        }
      }
      return new ParquetTable(path, columns, expressions, rows(session));
    } catch (SQLException e) {
      throw ParquetSession.unusable(e);
    }
  }

  private static long rows(ParquetSession session) throws SQLException {
    try (ResultSet counted = session.query("SELECT count(*) FROM " + session.source())) {
      return counted.next() ? counted.getLong(1) : 0;
    }
  }

  private static String expression(String column, String type) {
    String name = "\"" + column.replace("\"", "\"\"") + "\"";
    if (type.equals("TIMESTAMP WITH TIME ZONE")) {
      return "CAST(%s AT TIME ZONE 'UTC' AS VARCHAR) || 'Z'".formatted(name);
    }
    if (type.equals("BOOLEAN")) {
      return "CAST(CAST(%s AS INTEGER) AS VARCHAR)".formatted(name);
    }
    boolean plain = type.matches("[A-Z0-9_]+|DECIMAL\\(.*|TIMESTAMP.*|TIME.*|ENUM\\(.*");
    // Lists, structs and the like hold no single number and name nothing.
    return plain && !type.equals("BLOB") && !type.endsWith("]")
        ? "CAST(%s AS VARCHAR)".formatted(name)
        : "'(%s)'".formatted(type.startsWith("BLOB") ? "bytes" : "nested");
  }

  @Override
  public List<String> header() {
    return columns;
  }

  @Override
  public char delimiter() {
    return ',';
  }

  @Override
  public String describe() {
    return "Parquet";
  }

  @Override
  public RawRows rows() throws IOException, UnusableFile {
    return ParquetRows.open(path, expressions, rows);
  }
}
