package dev.millrace.standalone.up;

import dev.millrace.trainer.TrainerWorkerMain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A trainer worker as a child process that is started again when it dies. Its death costs the
 * attempts it ran, and nothing else.
 */
public final class WorkerProcess implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WorkerProcess.class);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final String name;
  private final Map<String, String> environment;
  private final Path logs;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread keeper;
  private volatile @Nullable Process process;

  private WorkerProcess(String name, Map<String, String> environment, Path logs) {
    this.name = name;
    this.environment = Map.copyOf(environment);
    this.logs = logs;
    this.keeper = Thread.ofPlatform().name(name).daemon().unstarted(this::keepAlive);
  }

  /**
   * Starts a worker.
   *
   * @param environment the {@code MILLRACE_*} variables it is configured with
   * @param logs folder for what it writes
   */
  public static WorkerProcess start(String name, Map<String, String> environment, Path logs) {
    WorkerProcess worker = new WorkerProcess(name, environment, logs);
    worker.keeper.start();
    return worker;
  }

  /** The process's id; 0 while there is none. */
  public long pid() {
    Process current = process;
    return current == null || !current.isAlive() ? 0 : current.pid();
  }

  private void keepAlive() {
    Backoff backoff = Backoff.fresh();
    try {
      while (closing.getCount() > 0) {
        long begun = System.nanoTime();
        int exit = runOnce();
        if (closing.getCount() > 0) {
          LOG.atWarn()
              .addKeyValue("worker", name)
              .addKeyValue("exit", exit)
              .addKeyValue("restartInMs", backoff.next().toMillis())
              .log("worker process ended");
          boolean _ = closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS);
        }
        backoff = backoff.after(Duration.ofNanos(System.nanoTime() - begun));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.atError().setCause(e).addKeyValue("worker", name).log("worker cannot be started");
    }
  }

  private int runOnce() throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command());
    builder.environment().keySet().removeIf(key -> key.startsWith("MILLRACE_"));
    builder.environment().putAll(environment);
    // One thread per trial: more make trials slower, not faster.
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder.environment().put("OMP_WAIT_POLICY", "PASSIVE");
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(logs.resolve(name + ".out").toFile()));
    Process started = builder.start();
    process = started;
    LOG.atInfo()
        .addKeyValue("worker", name)
        .addKeyValue("pid", started.pid())
        .log("worker process started");
    if (closing.getCount() == 0) {
      stop(started);
    }
    return started.waitFor();
  }

  private List<String> command() {
    return ChildJvm.command(
        TrainerWorkerMain.class,
        List.of(
            "-Xmx512m",
            // Training is native: of Java only loops are worth the optimising compiler.
            "-XX:Tier4InvocationThreshold=50000",
            "-XX:Tier4MinInvocationThreshold=6000",
            "-XX:Tier4CompileThreshold=150000",
            "-XX:+ExitOnOutOfMemoryError",
            "-Dlogback.configurationFile=" + Logs.FILE_CONFIGURATION,
            "-D" + Logs.FILE_PROPERTY + "=" + logs.resolve(name + ".log")),
        List.of());
  }

  /** Asks the worker to leave; ends it when it does not. */
  @Override
  public void close() {
    closing.countDown();
    Process current = process;
    try {
      if (current != null) {
        stop(current);
      }
      keeper.join(GRACE);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot stop " + name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A closed stdin is the sign to leave. */
  private static void stop(Process process) throws IOException, InterruptedException {
    if (process.isAlive()) {
      process.getOutputStream().close();
    }
    if (!process.waitFor(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
  }
}
