package dev.millrace.features;

import dev.millrace.features.testkit.Servers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** Against a server that the environment names, which may have TimescaleDB. */
@EnabledIfEnvironmentVariable(
    named = Servers.URL_VARIABLE,
    matches = "jdbc:postgresql:.+",
    disabledReason =
        "NOT TESTED against TimescaleDB: set MILLRACE_TEST_JDBC_URL (and _USER, _PASSWORD)")
class GivenDatabaseRetentionTest extends RetentionContract {

  private final String database = Servers.freshName();

  @Override
  Map<String, String> environment() {
    return Servers.withDatabase(Servers.given(), database);
  }

  @AfterAll
  @Override
  void stop() throws Exception {
    super.stop();
    Servers.drop(Servers.given(), database);
  }
}
