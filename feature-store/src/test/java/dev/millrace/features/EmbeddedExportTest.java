package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedExportTest extends ExportContract {

  EmbeddedExportTest() {
    super(TestDatabase.embedded());
  }
}
