package dev.millrace.features;

import dev.millrace.features.testkit.Rest;
import dev.millrace.features.testkit.TestDatabase;
import dev.millrace.features.testkit.Upstream;
import dev.millrace.platform.config.Config;
import dev.millrace.platform.host.ServiceHost;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests of the running service, the same for whatever its database is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServiceContract {

  private static final Set<String> ONE = Set.of(FeatureStore.NAME);

  /** What tells this run's names from those of others on the same servers. */
  final String run = Long.toString(System.nanoTime(), 36);

  ServiceHost host;
  Upstream upstream;
  Rest rest;

  private final TestDatabase place;

  ServiceContract(TestDatabase place) {
    this.place = place;
  }

  @BeforeAll
  final void startService() {
    startAgain(Map.of());
    upstream = new Upstream(config(Map.of()));
  }

  @AfterAll
  final void stopService() {
    try (place;
        var _ = upstream) {
      stopHost();
    }
  }

  final void stopHost() {
    rest.close();
    host.close();
  }

  /** Starts the service, which is stopped, with settings of its own. */
  final void startAgain(Map<String, String> settings) {
    host = ServiceHost.start(config(settings), ONE);
    rest = new Rest(host.port());
  }

  private Config config(Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(place.environment());
    environment.put("MILLRACE_HTTP_PORT", "0");
    environment.putAll(settings);
    return ServiceHost.configuration(environment, ONE);
  }
}
