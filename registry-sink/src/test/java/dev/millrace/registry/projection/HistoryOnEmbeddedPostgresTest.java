package dev.millrace.registry.projection;

import dev.millrace.platform.db.Database;
import dev.millrace.registry.testkit.Databases;

class HistoryOnEmbeddedPostgresTest extends HistoryContract {
  @Override
  Database open() {
    return Databases.embedded();
  }
}
