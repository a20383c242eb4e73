package dev.millrace.standalone.parquet;

import dev.millrace.standalone.csv.UnusableFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** A DuckDB of its own that reads one Parquet file in little memory and in file order. */
final class ParquetSession implements AutoCloseable {
  private static final String MEMORY = "256MB";

  private final Path folder;
  private final Path link;
  private final Connection connection;
  private final Statement statement;

  private ParquetSession(Path folder, Path link, Connection connection, Statement statement) {
    this.folder = folder;
    this.link = link;
    this.connection = connection;
    this.statement = statement;
  }

  static ParquetSession open(Path path) throws IOException, SQLException {
    Path folder = Files.createTempDirectory("millrace-parquet");
    // DuckDB takes *, ? and [ in a path for a pattern; this name has none of them.
    Path link = Files.createSymbolicLink(folder.resolve("file.parquet"), path.toAbsolutePath());
    Connection connection = DriverManager.getConnection("jdbc:duckdb:", settings(folder));
    return new ParquetSession(folder, link, connection, connection.createStatement());
  }

  private static Properties settings(Path folder) {
    Properties settings = new Properties();
    settings.setProperty("threads", "1");
    settings.setProperty("preserve_insertion_order", "true");
    settings.setProperty("memory_limit", MEMORY);
    settings.setProperty("temp_directory", folder.resolve("spill").toString());
    settings.setProperty("autoinstall_known_extensions", "false");
    settings.setProperty("autoload_known_extensions", "false");
    settings.setProperty("jdbc_stream_results", "true");
    return settings;
  }

  /** What to select from. */
  String source() {
    return "read_parquet('%s')".formatted(link.toString().replace("'", "''"));
  }

  ResultSet query(String sql) throws SQLException {
    return statement.executeQuery(sql);
  }

  /** The first line of what DuckDB says about a file that it cannot read. */
  static UnusableFile unusable(SQLException e) {
    String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    return new UnusableFile("it cannot be read as Parquet: " + first);
  }

  @Override
  public void close() throws IOException, SQLException {
    try (connection) {
      statement.close();
    } finally {
      Files.deleteIfExists(link);
      Files.deleteIfExists(folder.resolve("spill"));
      Files.deleteIfExists(folder);
    }
  }
}
