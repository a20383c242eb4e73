package dev.millrace.registry.registration;

import dev.millrace.platform.db.Database;
import dev.millrace.registry.testkit.GivenServer;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The same on the server that the environment names, for example one with TimescaleDB. */
class RegistrarOnGivenServerTest extends RegistrarContract {
  @RegisterExtension static final GivenServer SERVER = new GivenServer();

  @Override
  Database open() {
    return SERVER.open();
  }
}
