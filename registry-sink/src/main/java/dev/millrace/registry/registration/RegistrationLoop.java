package dev.millrace.registry.registration;

import dev.millrace.platform.host.Health;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Registers models and sends the events about them, for as long as the process lives. */
public final class RegistrationLoop implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RegistrationLoop.class);
  private static final String NAME = "registrations";
  private static final Duration AFTER_TROUBLE = Duration.ofSeconds(1);

  private final Registrar registrar;
  private final Outbox outbox;
  private final Duration interval;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread;
  private volatile Optional<String> trouble = Optional.empty();

  /**
   * @param interval how long to rest when there is nothing to do
   */
  public RegistrationLoop(Registrar registrar, Outbox outbox, Duration interval) {
    this.registrar = registrar;
    this.outbox = outbox;
    this.interval = interval;
    this.thread = Thread.ofPlatform().name("registry-sink-registrations").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  public Health health() {
    if (!thread.isAlive()) {
      return Health.down(NAME, "the loop has ended");
    }
    return trouble.map(why -> Health.starting(NAME, why)).orElseGet(() -> Health.up(NAME));
  }

  private void run() {
    boolean stopped = false;
    while (!stopped) {
      stopped = rest(step());
    }
  }

  /** Does what there is to do and says how long to rest then. */
  private Duration step() {
    try {
      boolean registered = registrar.step();
      boolean sent = outbox.send() > 0;
      trouble = Optional.empty();
      return registered || sent ? Duration.ZERO : interval;
    } catch (RuntimeException e) {
      // Database or broker are away: nothing is lost, for everything is in the tables.
      if (trouble.isEmpty()) {
        LOG.atWarn().setCause(e).log("registrations are held up, trying again");
      }
      trouble = Optional.of(String.valueOf(e.getMessage()));
      return AFTER_TROUBLE;
    }
  }

  private boolean rest(Duration pause) {
    try {
      return stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  @Override
  public void close() {
    stopping.countDown();
    if (thread.getState() == Thread.State.NEW) {
      return;
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
