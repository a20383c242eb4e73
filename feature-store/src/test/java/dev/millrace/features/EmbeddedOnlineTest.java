package dev.millrace.features;

import dev.millrace.features.testkit.TestDatabase;

/** On the embedded PostgreSQL. */
class EmbeddedOnlineTest extends OnlineContract {

  EmbeddedOnlineTest() {
    super(TestDatabase.embedded());
  }
}
