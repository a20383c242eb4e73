package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedMeasurementTableTest extends MeasurementTableContract {

  EmbeddedMeasurementTableTest() {
    super(TestDatabase.embedded());
  }
}
