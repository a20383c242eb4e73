package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedMeasurementQueriesTest extends MeasurementQueriesContract {

  EmbeddedMeasurementQueriesTest() {
    super(TestDatabase.embedded());
  }
}
