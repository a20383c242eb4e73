package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.platform.testkit.OnGivenDatabase;

/** On a server that the environment names, which may have TimescaleDB. */
@OnGivenDatabase
class GivenDatabaseMeasurementQueriesTest extends MeasurementQueriesContract {

  GivenDatabaseMeasurementQueriesTest() {
    super(TestDatabase.given());
  }
}
