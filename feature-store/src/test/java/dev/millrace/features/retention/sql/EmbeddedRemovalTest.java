package dev.millrace.features.retention.sql;

import dev.millrace.features.testkit.Servers;
import dev.millrace.platform.db.DatabaseSettings;

/** On the embedded PostgreSQL. */
class EmbeddedRemovalTest extends RemovalContract {

  @Override
  DatabaseSettings settings() {
    return Servers.database(Servers.embedded());
  }
}
