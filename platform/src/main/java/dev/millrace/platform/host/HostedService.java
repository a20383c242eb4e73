package dev.millrace.platform.host;

/** A service that a process hosts. */
public interface HostedService extends AutoCloseable {

  /** Its module's name, for example {@code job-intake}. */
  String name();

  /** Begins to work; returns when everything is under way, not when it is ready. */
  void start();

  Health health();

  /** Stops taking work, ends what it has begun, and frees everything. */
  @Override
  void close();
}
