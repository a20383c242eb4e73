package dev.millrace.features.measurement.sql;

import dev.millrace.features.testkit.Servers;
import dev.millrace.platform.db.DatabaseSettings;

/** On the embedded PostgreSQL. */
class EmbeddedRollupTest extends RollupContract {

  @Override
  DatabaseSettings settings() {
    return Servers.database(Servers.embedded());
  }
}
