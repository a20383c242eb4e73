package dev.millrace.registry.registration;

import dev.millrace.platform.db.Database;
import dev.millrace.registry.testkit.Databases;

class RegistrarOnEmbeddedPostgresTest extends RegistrarContract {
  @Override
  Database open() {
    return Databases.embedded();
  }
}
