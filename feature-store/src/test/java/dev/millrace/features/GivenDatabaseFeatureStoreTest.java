package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseFeatureStoreTest extends FeatureStoreContract {

  GivenDatabaseFeatureStoreTest() {
    super(TestDatabase.given());
  }
}
