package dev.millrace.standalone.bench.ingest;

import dev.millrace.embedded.EmbeddedStack;
import dev.millrace.platform.db.DatabaseSettings;

/** On the embedded PostgreSQL. */
class EmbeddedKilledFeatureStoreTest extends KilledFeatureStoreContract {

  @Override
  DatabaseSettings database(EmbeddedStack stack) {
    return DatabaseSettings.at(stack.jdbcUrl(), stack.databaseUser(), stack.databasePassword());
  }
}
