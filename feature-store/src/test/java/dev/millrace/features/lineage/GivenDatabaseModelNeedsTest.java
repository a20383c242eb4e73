package dev.millrace.features.lineage;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseModelNeedsTest extends ModelNeedsContract {

  GivenDatabaseModelNeedsTest() {
    super(TestDatabase.given());
  }
}
