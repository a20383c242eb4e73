package dev.millrace.features.testkit;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.db.DatabaseSettings;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The servers to test against; started once, deleted with the JVM. */
public final class Servers {

  /** The variable that names a database to test against, beside the embedded one. */
  public static final String URL_VARIABLE = "MILLRACE_TEST_JDBC_URL";

  private static final class Shared {
    static final EmbeddedStack STACK = EmbeddedStack.temporary();
  }

  private Servers() {}

  /** Variables that point a service at the embedded servers. */
  public static Map<String, String> embedded() {
    return Shared.STACK.environment();
  }

  /** Variables that point a service at a fresh database of the given server instead. */
  public static Map<String, String> withDatabase(DatabaseSettings server, String name) {
    run(server, "CREATE DATABASE " + name);
    Map<String, String> environment = new HashMap<>(embedded());
    environment.put("MILLRACE_DATABASE_URL", urlOf(server, name));
    environment.put("MILLRACE_DATABASE_USER", server.user());
    environment.put("MILLRACE_DATABASE_PASSWORD", server.password());
    return environment;
  }

  /** The database that the variables point to. */
  public static DatabaseSettings database(Map<String, String> environment) {
    return DatabaseSettings.at(
        environment.getOrDefault("MILLRACE_DATABASE_URL", ""),
        environment.getOrDefault("MILLRACE_DATABASE_USER", ""),
        environment.getOrDefault("MILLRACE_DATABASE_PASSWORD", ""));
  }

  /** The server that the environment names; its user must be able to create databases. */
  public static DatabaseSettings given() {
    Map<String, String> environment = System.getenv();
    return DatabaseSettings.at(
        environment.getOrDefault(URL_VARIABLE, ""),
        environment.getOrDefault("MILLRACE_TEST_JDBC_USER", "postgres"),
        environment.getOrDefault("MILLRACE_TEST_JDBC_PASSWORD", ""));
  }

  public static String freshName() {
    return "millrace_test_" + UUID.randomUUID().toString().replace("-", "");
  }

  public static void drop(DatabaseSettings server, String name) {
    run(server, "DROP DATABASE " + name + " WITH (FORCE)");
  }

  private static String urlOf(DatabaseSettings server, String name) {
    String[] parts = server.url().split("\\?", 2);
    String base = parts[0].substring(0, parts[0].lastIndexOf('/') + 1);
    return base + name + (parts.length > 1 ? "?" + parts[1] : "");
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
