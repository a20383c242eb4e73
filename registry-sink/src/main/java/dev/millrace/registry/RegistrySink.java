package dev.millrace.registry;

import dev.millrace.platform.db.JdbcProjection;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.registry.registration.RegistrationLoop;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashMap;
import java.util.Map;

/** The service: a projection that writes the history, and a loop that registers models. */
public final class RegistrySink implements HostedService {
  /** The module's name, which is also that of its schema and of its consumer group. */
  public static final String NAME = "registry-sink";

  private final JdbcProjection projection;
  private final RegistrationLoop registrations;

  public RegistrySink(
      JdbcProjection projection, RegistrationLoop registrations, MeterRegistry meters) {
    this.projection = projection;
    this.registrations = registrations;
    Gauge.builder("millrace.registry.projection.lag", projection, JdbcProjection::lag)
        .description("Records that the history has still to take in")
        .register(meters);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    projection.start();
    registrations.start();
  }

  @Override
  public Health health() {
    Health health = projection.health().and(registrations.health());
    Map<String, String> details = new HashMap<>(health.details());
    details.put("projection_lag_records", String.valueOf(projection.lag()));
    return new Health(health.status(), NAME, details);
  }

  @Override
  public void close() {
    projection.close();
    registrations.close();
  }
}
