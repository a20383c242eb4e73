package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseOldRowsMigrationTest extends OldRowsMigrationContract {

  GivenDatabaseOldRowsMigrationTest() {
    super(TestDatabase.given());
  }
}
