package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedRetentionTest extends RetentionContract {

  EmbeddedRetentionTest() {
    super(TestDatabase.embedded());
  }
}
