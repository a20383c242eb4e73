package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedOldRowsMigrationTest extends OldRowsMigrationContract {

  EmbeddedOldRowsMigrationTest() {
    super(TestDatabase.embedded());
  }
}
