package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedRollupTest extends RollupContract {

  EmbeddedRollupTest() {
    super(TestDatabase.embedded());
  }
}
