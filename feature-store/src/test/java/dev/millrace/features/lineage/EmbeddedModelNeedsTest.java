package dev.millrace.features.lineage;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedModelNeedsTest extends ModelNeedsContract {

  EmbeddedModelNeedsTest() {
    super(TestDatabase.embedded());
  }
}
