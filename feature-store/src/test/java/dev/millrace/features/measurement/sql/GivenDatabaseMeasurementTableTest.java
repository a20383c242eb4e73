package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.OnGivenDatabase;
import dev.millrace.features.testkit.Servers;
import dev.millrace.platform.db.DatabaseSettings;
import org.junit.jupiter.api.AfterAll;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseMeasurementTableTest extends MeasurementTableContract {

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
