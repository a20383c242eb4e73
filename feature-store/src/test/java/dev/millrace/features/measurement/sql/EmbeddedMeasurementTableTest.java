package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.Servers;
import dev.millrace.platform.db.DatabaseSettings;

/** On the embedded PostgreSQL. */
class EmbeddedMeasurementTableTest extends MeasurementTableContract {

  @Override
  DatabaseSettings settings() {
    return Servers.database(Servers.embedded());
  }
}
