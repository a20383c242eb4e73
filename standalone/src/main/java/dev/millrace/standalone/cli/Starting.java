package dev.millrace.standalone.cli;

import dev.millrace.standalone.terminal.Screen;
import dev.millrace.standalone.up.LocalMillrace;
import dev.millrace.standalone.up.Logs;
import dev.millrace.standalone.up.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/** Starting everything in this process, as {@code up} and {@code demo} do. */
final class Starting {
  private static final int USUAL_PORT = 8080;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      defaultValue = "-1",
      description = "Port of the REST resources (default: 8080, or any free one when it is taken).")
  private int port = -1;

  @Option(
      names = "--workers",
      paramLabel = "N",
      defaultValue = "1",
      description = "Trainer worker processes (default: ${DEFAULT-VALUE}).")
  private int workers = 1;

  @Option(
      names = "--slots",
      paramLabel = "N",
      defaultValue = "0",
      description = "Trials that a worker runs at once (default: one per core).")
  private int slots;

  /** Trials that all workers together run at once. */
  int totalSlots() {
    return Math.max(1, workers) * slotsPerWorker();
  }

  private int slotsPerWorker() {
    return slots > 0 ? slots : Runtime.getRuntime().availableProcessors();
  }

  /** Starts, tells what gets ready, and stops everything when the process is told to stop. */
  LocalMillrace start(Surroundings surroundings, Path dataFolder, Screen screen) {
    if (workers < 0 || slots < 0 || port > 65_535) {
      throw new CommandFailed(
          ExitCode.USAGE, "--workers and --slots must be ≥ 0, and --port at most 65535");
    }
    Logs.toFile(LocalMillrace.logs(dataFolder).resolve("millrace.log"));
    // Made here, by one thread: those that start together would quarrel about it on stderr.
    LoggerFactory.getLogger(Starting.class).info("starting");
    screen.say("starting Millrace on " + dataFolder);
    LocalMillrace millrace =
        LocalMillrace.start(
            new LocalMillrace.Options(
                dataFolder, chosenPort(), workers, slotsPerWorker(), settings(surroundings)),
            sentence -> screen.say("  " + screen.style().green("✓") + " " + sentence));
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(millrace, screen), "stop"));
    announce(millrace.address(), dataFolder, screen);
    return millrace;
  }

  private static Map<String, String> settings(Surroundings surroundings) {
    Map<String, String> settings = new HashMap<>(surroundings.environment());
    settings.keySet().removeIf(name -> !name.startsWith("MILLRACE_"));
    return settings;
  }

  private void announce(ServerAddress address, Path dataFolder, Screen screen) {
    screen.say(
        "ready: REST %s · Kafka %s · schema registry %s"
            .formatted(address.url(), address.kafka(), address.registry()));
    screen.say(
        "       %d × trainer worker with %d slots · logs in %s"
            .formatted(workers, slotsPerWorker(), LocalMillrace.logs(dataFolder)));
  }

  private static void stop(LocalMillrace millrace, Screen screen) {
    if (!millrace.isClosed()) {
      screen.say("stopping");
      millrace.close();
      screen.say("stopped; the next start goes on from here");
    }
  }

  /** Waits until the process is told to stop. */
  static void awaitStop() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int chosenPort() {
    if (port >= 0) {
      return port;
    }
    try (ServerSocket probe = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    } catch (IOException e) {
      return 0;
    }
  }
}
