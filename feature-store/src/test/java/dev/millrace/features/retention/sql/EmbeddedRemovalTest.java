package dev.millrace.features.retention.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedRemovalTest extends RemovalContract {

  EmbeddedRemovalTest() {
    super(TestDatabase.embedded());
  }
}
