package dev.millrace.features.export.sql;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseExportTableTest extends ExportTableContract {

  GivenDatabaseExportTableTest() {
    super(TestDatabase.given());
  }
}
