package dev.millrace.features.retention.sql;

import dev.millrace.features.testkit.Servers;
import dev.millrace.platform.db.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** On a server that the environment names, which may have TimescaleDB. */
@EnabledIfEnvironmentVariable(
    named = Servers.URL_VARIABLE,
    matches = "jdbc:postgresql:.+",
    disabledReason =
        "NOT TESTED against TimescaleDB: set MILLRACE_TEST_JDBC_URL (and _USER, _PASSWORD)")
class GivenDatabaseRemovalTest extends RemovalContract {

  private final String name = Servers.freshName();

  @Override
  DatabaseSettings settings() {
    return Servers.database(Servers.withDatabase(Servers.given(), name));
  }

  @AfterAll
  @Override
  void close() throws Exception {
    super.close();
    Servers.drop(Servers.given(), name);
  }
}
