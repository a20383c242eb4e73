package dev.millrace.platform.db;

import dev.millrace.platform.config.Default;
import java.time.Duration;

/**
 * Where the database is.
 *
 * @param url JDBC URL of a PostgreSQL, with or without TimescaleDB
 * @param user user
 * @param password password
 * @param poolSize most connections of one service
 * @param connectionTimeout longest wait for a connection
 */
public record DatabaseSettings(
    String url,
    String user,
    String password,
    @Default("6") int poolSize,
    @Default("30s") Duration connectionTimeout) {

  public DatabaseSettings {
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("url must begin with jdbc:postgresql:, got " + url);
    }
    if (poolSize < 2) {
      throw new IllegalArgumentException("pool-size must be ≥ 2, got " + poolSize);
    }
  }

  /** The settings that a test or an embedded database needs. */
  public static DatabaseSettings at(String url, String user, String password) {
    return new DatabaseSettings(url, user, password, 6, Duration.ofSeconds(30));
  }

  @Override
  public String toString() {
    return "DatabaseSettings[url=" + url + ", user=" + user + "]";
  }
}
