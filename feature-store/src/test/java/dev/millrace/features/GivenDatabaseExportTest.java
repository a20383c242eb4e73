package dev.millrace.features;

import dev.millrace.features.testkit.OnGivenDatabase;
import dev.millrace.features.testkit.Servers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;

/** Against a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseExportTest extends ExportContract {

  private final String database = Servers.freshName();

  @Override
  Map<String, String> environment() {
    return Servers.withDatabase(Servers.given(), database);
  }

  @AfterAll
  @Override
  void stop() {
    super.stop();
    Servers.drop(Servers.given(), database);
  }
}
