package dev.millrace.standalone.bench.ingest;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.testkit.GivenDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseKilledFeatureStoreTest extends KilledFeatureStoreContract {

  private final GivenDatabase given = GivenDatabase.create();

  @Override
  DatabaseSettings database(EmbeddedStack stack) {
    return given.settings();
  }

  @AfterEach
  @Override
  void stop() throws SQLException {
    try (given) {
      super.stop();
    }
  }
}
