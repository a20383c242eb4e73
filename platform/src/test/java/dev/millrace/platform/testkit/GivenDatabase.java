package dev.millrace.platform.testkit;

import dev.millrace.platform.db.DatabaseSettings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;

/**
 * A fresh database on the server that the environment names, which may have TimescaleDB; dropped
 * when it is closed. The server's user must be able to create databases.
 */
public final class GivenDatabase implements AutoCloseable {

  /** The variable that names the server; {@code …_USER} and {@code …_PASSWORD} belong to it. */
  public static final String URL_VARIABLE = "MILLRACE_TEST_JDBC_URL";

  private final DatabaseSettings server;
  private final String name;

  private GivenDatabase(DatabaseSettings server, String name) {
    this.server = server;
    this.name = name;
  }

  public static GivenDatabase create() {
    Map<String, String> environment = System.getenv();
    DatabaseSettings server =
        DatabaseSettings.at(
            environment.getOrDefault(URL_VARIABLE, ""),
            environment.getOrDefault("MILLRACE_TEST_JDBC_USER", "postgres"),
            environment.getOrDefault("MILLRACE_TEST_JDBC_PASSWORD", ""));
    String name = "millrace_test_" + UUID.randomUUID().toString().replace("-", "");
    run(server, "CREATE DATABASE " + name);
    return new GivenDatabase(server, name);
  }

  /** Where it is. */
  public DatabaseSettings settings() {
    String[] parts = server.url().split("\\?", 2);
    String path = parts[0].substring(0, parts[0].lastIndexOf('/') + 1) + name;
    String url = parts.length > 1 ? path + "?" + parts[1] : path;
    return DatabaseSettings.at(url, server.user(), server.password());
  }

  @Override
  public void close() {
    run(server, "DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static void run(DatabaseSettings server, String sql) {
    try (var connection =
            DriverManager.getConnection(server.url(), server.user(), server.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }
}
