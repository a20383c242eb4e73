package dev.millrace.platform.db;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;

/** A service's own schema of the database: connection pool, migrations, queries. */
public final class Database implements AutoCloseable {
  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final String schema;

  private Database(HikariDataSource pool, String schema) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.schema = schema;
  }

  /**
   * Connects and migrates. The schema is the service's name with underscores; migrations are read
   * from {@code classpath:db/<service>}.
   */
  public static Database open(DatabaseSettings settings, String service) {
    String schema = service.replace('-', '_');
    HikariConfig config = new HikariConfig();
    config.setPoolName(service);
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password());
    config.setMaximumPoolSize(settings.poolSize());
    config.setMinimumIdle(1);
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setInitializationFailTimeout(settings.connectionTimeout().toMillis());
    config.addDataSourceProperty("ApplicationName", "millrace-" + service);
    config.addDataSourceProperty("reWriteBatchedInserts", "true");
    // public comes second: extensions such as TimescaleDB put their functions there.
    config.setConnectionInitSql("SET search_path TO " + schema + ", public");
    HikariDataSource pool = new HikariDataSource(config);
    try {
      Flyway.configure()
          .dataSource(pool)
          .schemas(schema)
          .createSchemas(true)
          .locations("classpath:db/" + service)
          .load()
          .migrate();
      return new Database(pool, schema);
    } catch (RuntimeException e) {
      pool.close();
      throw e;
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  public String schema() {
    return schema;
  }

  @Override
  public void close() {
    pool.close();
  }
}
