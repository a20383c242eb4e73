package dev.millrace.standalone.bench.ingest;

import dev.millrace.features.measurement.stream.MeasurementIngest;
import dev.millrace.platform.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** What the database says of the measurements, over a connection of its own. */
final class Table implements AutoCloseable {
  private static final String SCHEMA = "feature_store";

  private final Connection connection;

  Table(DatabaseSettings database) throws SQLException {
    connection = DriverManager.getConnection(database.url(), database.user(), database.password());
  }

  /** How many records of the topic are behind the offsets that are committed with the rows. */
  long reached() {
    try {
      return number(
                  "SELECT count(*) FROM pg_tables WHERE schemaname = '%s' AND tablename = '%s'"
                      .formatted(SCHEMA, "consumer_offset"))
              == 0
          ? 0
          : number(
              "SELECT coalesce(sum(next_offset), 0) FROM %s.consumer_offset WHERE consumer = '%s'"
                  .formatted(SCHEMA, MeasurementIngest.NAME));
    } catch (SQLException e) {
      throw new IllegalStateException("the database does not say how far it has got", e);
    }
  }

  long rows() throws SQLException {
    return number("SELECT count(*) FROM %s.measurement".formatted(SCHEMA));
  }

  long summed() throws SQLException {
    return number(
        "SELECT coalesce(sum(measurements), 0) FROM %s.variable_summary".formatted(SCHEMA));
  }

  long bytes() throws SQLException {
    return number("SELECT pg_total_relation_size('%s.measurement_version')".formatted(SCHEMA));
  }

  private long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet answer = statement.executeQuery(query)) {
      answer.next();
      return answer.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
