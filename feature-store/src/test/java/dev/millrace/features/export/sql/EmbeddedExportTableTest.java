package dev.millrace.features.export.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedExportTableTest extends ExportTableContract {

  EmbeddedExportTableTest() {
    super(TestDatabase.embedded());
  }
}
