package dev.millrace.features.dataset.parquet;

import dev.millrace.features.dataset.Column;
import dev.millrace.features.dataset.Column.Role;
import dev.millrace.features.dataset.FeatureTable;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/**
 * Writes a table as a Parquet file whose bytes depend on the table alone: one thread, fixed order,
 * fixed row groups, fixed compression. The same rows always have the same SHA-256.
 *
 * <p>{@code series} is a string, {@code origin} and {@code target_time} are timestamps in UTC,
 * every other column is a double; nothing is null.
 */
public final class ParquetSnapshot {

  private static final int ROWS_PER_FLUSH = 10_000;

  private ParquetSnapshot() {}

  /**
   * Writes the file, which must not exist; a folder beside it takes what does not fit into memory.
   */
  public static void write(FeatureTable table, Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings(file));
        Statement statement = connection.createStatement()) {
      statement.execute(createTable(table.columns()));
      append(table, connection.unwrap(DuckDBConnection.class));
      statement.execute(
          """
          COPY dataset TO '%s' (
            FORMAT parquet, PARQUET_VERSION v1, COMPRESSION snappy, ROW_GROUP_SIZE 122880)
          """
              .formatted(quoted(file)));
    }
  }

  private static Properties settings(Path file) {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("memory_limit", "512MB");
    settings.setProperty("temp_directory", file.toAbsolutePath() + ".spill");
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    return settings;
  }

  private static String createTable(List<Column> columns) {
    return columns.stream()
        .map(column -> "\"%s\" %s NOT NULL".formatted(column.name(), type(column.role())))
        .collect(Collectors.joining(", ", "CREATE TABLE dataset (", ")"));
  }

  private static String type(Role role) {
    return switch (role) {
      case SERIES -> "VARCHAR";
      case ORIGIN, TARGET_TIME -> "TIMESTAMP WITH TIME ZONE";
      case FEATURE, BASELINE, TARGET -> "DOUBLE";
    };
  }

  private static void append(FeatureTable table, DuckDBConnection connection) throws SQLException {
    int numbers = (int) table.columns().stream().filter(c -> c.role().numeric()).count();
    try (DuckDBAppender appender = connection.createAppender("dataset")) {
      for (int row = 0; row < table.rows(); row++) {
        appender.beginRow();
        appender.append(table.series(row));
        appender.append(Instant.ofEpochMilli(table.originTime(row)).atOffset(ZoneOffset.UTC));
        appender.append(Instant.ofEpochMilli(table.targetTime(row)).atOffset(ZoneOffset.UTC));
        for (int column = 0; column < numbers; column++) {
          appender.append(table.number(row, column));
        }
        appender.endRow();
        if (row % ROWS_PER_FLUSH == ROWS_PER_FLUSH - 1) {
          appender.flush();
        }
      }
    }
  }

  private static String quoted(Path file) {
    return file.toAbsolutePath().toString().replace("'", "''");
  }
}
