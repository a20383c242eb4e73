package dev.millrace.registry.testkit;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.db.Database;
import dev.millrace.platform.db.DatabaseSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** Databases to test against: a schema for each test, and nothing left behind. */
public final class Databases {
  /** The variable that names a server to test against, beside the embedded one. */
  public static final String URL_VARIABLE = "MILLRACE_TEST_JDBC_URL";

  private static final String SERVICE = "registry-sink";

  private Databases() {}

  /** An empty, migrated schema in the embedded database. */
  public static Database embedded() {
    EmbeddedStack stack = SharedStack.get();
    var settings =
        DatabaseSettings.at(stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword());
    run(settings, "drop schema if exists registry_sink cascade");
    return Database.open(settings, SERVICE);
  }

  /** The server that the environment names; its user must be able to create databases. */
  public static Optional<DatabaseSettings> given() {
    Map<String, String> environment = System.getenv();
    return Optional.ofNullable(environment.get(URL_VARIABLE))
        .map(
            url ->
                DatabaseSettings.at(
                    url,
                    environment.getOrDefault("MILLRACE_TEST_JDBC_USER", "postgres"),
                    environment.getOrDefault("MILLRACE_TEST_JDBC_PASSWORD", "")));
  }

  /** A database of its own on a server, so that a test cannot harm what lies there. */
  public static DatabaseSettings create(DatabaseSettings server) {
    String name = "millrace_test_" + UUID.randomUUID().toString().replace("-", "");
    run(server, "create database " + name);
    return at(server, path -> path.substring(0, path.lastIndexOf('/') + 1) + name);
  }

  public static void drop(DatabaseSettings server, DatabaseSettings created) {
    String path = created.url().split("\\?", 2)[0];
    run(server, "drop database " + path.substring(path.lastIndexOf('/') + 1) + " with (force)");
  }

  private static DatabaseSettings at(DatabaseSettings server, UnaryOperator<String> change) {
    String[] parts = server.url().split("\\?", 2);
    String url = change.apply(parts[0]) + (parts.length > 1 ? "?" + parts[1] : "");
    return DatabaseSettings.at(url, server.user(), server.password());
  }

  private static void run(DatabaseSettings settings, String sql) {
    try (Connection connection =
            DriverManager.getConnection(settings.url(), settings.user(), settings.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException("cannot run " + sql, e);
    }
  }
}
