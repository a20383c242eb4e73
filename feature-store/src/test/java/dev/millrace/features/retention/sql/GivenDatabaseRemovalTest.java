package dev.millrace.features.retention.sql;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseRemovalTest extends RemovalContract {

  GivenDatabaseRemovalTest() {
    super(TestDatabase.given());
  }
}
