package dev.millrace.features;

import dev.millrace.features.testkit.Servers;
import java.util.Map;

/** Against the embedded PostgreSQL. */
class EmbeddedRetentionTest extends RetentionContract {

  @Override
  Map<String, String> environment() {
    return Servers.embedded();
  }
}
