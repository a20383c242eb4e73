package dev.millrace.features.testkit;

import dev.millrace.platform.db.DatabaseSettings;
import dev.millrace.platform.testkit.GivenDatabase;
import java.util.HashMap;
import java.util.Map;

/** Where the measurements of a test are kept. */
public final class TestDatabase implements AutoCloseable {

  private final DatabaseSettings settings;
  private final Runnable end;

  private TestDatabase(DatabaseSettings settings, Runnable end) {
    this.settings = settings;
    this.end = end;
  }

  /** The embedded one, which all tests share. */
  public static TestDatabase embedded() {
    Map<String, String> environment = Servers.embedded();
    DatabaseSettings settings =
        DatabaseSettings.at(
            environment.getOrDefault("MILLRACE_DATABASE_URL", ""),
            environment.getOrDefault("MILLRACE_DATABASE_USER", ""),
            environment.getOrDefault("MILLRACE_DATABASE_PASSWORD", ""));
    return new TestDatabase(settings, () -> {});
  }

  /** One of its own, on a server that the environment names. */
  public static TestDatabase given() {
    GivenDatabase given = GivenDatabase.create();
    return new TestDatabase(given.settings(), given::close);
  }

  public DatabaseSettings settings() {
    return settings;
  }

  /** Variables that point a service here, and at the embedded servers for all else. */
  public Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(Servers.embedded());
    environment.put("MILLRACE_DATABASE_URL", settings.url());
    environment.put("MILLRACE_DATABASE_USER", settings.user());
    environment.put("MILLRACE_DATABASE_PASSWORD", settings.password());
    return environment;
  }

  @Override
  public void close() {
    end.run();
  }
}
