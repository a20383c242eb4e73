package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedFeatureStoreTest extends FeatureStoreContract {

  EmbeddedFeatureStoreTest() {
    super(TestDatabase.embedded());
  }
}
