package dev.millrace.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A service that is killed again and again, and started again where it was. */
public final class KilledService implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final String name;
  private final Class<?> main;
  private final Map<String, String> environment;
  private final Path folder;
  private ServiceProcess process;
  private int starts;

  /**
   * Starts it for the first time.
   *
   * @param environment all the {@code MILLRACE_*} variables it gets, each time the same
   * @param folder where it runs and its output is kept, a file for each start
   */
  public KilledService(String name, Class<?> main, Map<String, String> environment, Path folder)
      throws IOException {
    this.name = name;
    this.main = main;
    this.environment = Map.copyOf(environment);
    this.folder = folder;
    this.process = start();
  }

  private ServiceProcess start() throws IOException {
    return ServiceProcess.start(name + "-" + starts++, main, environment, folder);
  }

  /** Ends it as a power cut does. */
  public void kill() {
    process.kill();
    process.awaitExit();
  }

  public void startAgain() throws IOException {
    process = start();
  }

  /** The name of its latest start. */
  public String name() {
    return process.name();
  }

  /** Waits until it has begun, and cannot do anything yet. */
  public void awaitListening() {
    process.awaitListening();
  }

  /** Waits for what a living service will bring about. */
  public void await(String what, BooleanSupplier condition) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(process.isAlive()).as("the service lives").isTrue();
      assertThat(System.nanoTime()).as("waited in vain: %s", what).isLessThan(deadline);
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** What its latest start has written, for whoever has to explain a failure. */
  public String evidence() throws IOException {
    return process.name() + ":" + System.lineSeparator() + process.output();
  }

  /** Leaves no process behind. */
  @Override
  public void close() {
    process.close();
    process.awaitExit();
  }
}
