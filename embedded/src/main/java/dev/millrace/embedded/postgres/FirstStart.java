package dev.millrace.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * What a new server gets once: passwords, the database and the rule that passwords are asked for. A
 * start that was cut short is done again from nothing, as nobody can have used that server yet.
 */
final class FirstStart {
  private static final String ACCESS_RULES =
      """
      # Only from this machine, only with a password.
      host all all 127.0.0.1/32 scram-sha-256
      """;

  private final EmbeddedDatabase.Setup setup;
  private final Path done;

  FirstStart(EmbeddedDatabase.Setup setup) {
    this.setup = setup;
    this.done = setup.directory().resolve("initialized");
  }

  boolean isNeeded() {
    return Files.notExists(done);
  }

  /** Removes a data folder that was never finished. */
  void clean() throws IOException {
    Files.createDirectories(setup.directory());
    if (Files.notExists(setup.data())) {
      return;
    }
    try (Stream<Path> files = Files.walk(setup.data())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  void finish(EmbeddedPostgres server) throws IOException, SQLException {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("ALTER ROLE postgres PASSWORD " + literal(setup.adminPassword()));
      statement.execute(
          "CREATE ROLE %s LOGIN PASSWORD %s"
              .formatted(EmbeddedDatabase.USER, literal(setup.userPassword())));
      statement.execute(
          "CREATE DATABASE %s OWNER %s"
              .formatted(EmbeddedDatabase.DATABASE, EmbeddedDatabase.USER));
      Files.writeString(setup.data().resolve("pg_hba.conf"), ACCESS_RULES, UTF_8);
      statement.execute("SELECT pg_reload_conf()");
    }
    Files.writeString(done, "", UTF_8);
  }

  private static String literal(String text) {
    return "'" + text.replace("'", "''") + "'";
  }
}
