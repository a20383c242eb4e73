package dev.millrace.registry;

import dev.millrace.platform.db.JdbcProjection;
import dev.millrace.platform.host.Health;
import dev.millrace.platform.host.HostedService;
import dev.millrace.registry.registration.RegistrationLoop;

/** The service: a projection that writes the history, and a loop that registers models. */
public final class RegistrySink implements HostedService {
  /** The module's name, which is also that of its schema and of its consumer group. */
  public static final String NAME = "registry-sink";

  private final JdbcProjection projection;
  private final RegistrationLoop registrations;

  public RegistrySink(JdbcProjection projection, RegistrationLoop registrations) {
    this.projection = projection;
    this.registrations = registrations;
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
    return projection.health().and(registrations.health());
  }

  @Override
  public void close() {
    projection.close();
    registrations.close();
  }
}
