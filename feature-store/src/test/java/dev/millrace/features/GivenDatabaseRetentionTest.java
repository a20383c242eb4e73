package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseRetentionTest extends RetentionContract {

  GivenDatabaseRetentionTest() {
    super(TestDatabase.given());
  }
}
