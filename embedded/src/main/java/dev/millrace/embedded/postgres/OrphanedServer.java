package dev.millrace.embedded.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that a killed JVM leaves running: PostgreSQL is a process of its own and would refuse
 * a second server on its folder. Only the holder of the data folder's lock may look for one.
 */
final class OrphanedServer {
  private static final Logger LOG = LoggerFactory.getLogger(OrphanedServer.class);

  private OrphanedServer() {}

  /** Ends the server that runs on the folder, if there is one, and waits until it is gone. */
  static void stop(Path dataDirectory) throws IOException, InterruptedException {
    Path pidFile = dataDirectory.resolve("postmaster.pid");
    if (Files.notExists(pidFile)) {
      return;
    }
    Optional<ProcessHandle> orphan = find(pidFile, dataDirectory);
    if (orphan.isPresent()) {
      LOG.atWarn()
          .addKeyValue("pid", orphan.get().pid())
          .log("stopping the PostgreSQL server that an earlier process left behind");
      stop(orphan.get());
    }
    // Left by a server that was killed too; its number may belong to anybody by now.
    Files.deleteIfExists(pidFile);
  }

  private static Optional<ProcessHandle> find(Path pidFile, Path dataDirectory) throws IOException {
    List<String> lines = Files.readAllLines(pidFile, UTF_8);
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d+")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
        .filter(process -> isServerOn(process, dataDirectory));
  }

  /** A number is not proof: the process must be a PostgreSQL server, and one on this folder. */
  private static boolean isServerOn(ProcessHandle process, Path dataDirectory) {
    boolean postgres =
        process
            .info()
            .command()
            .map(command -> Path.of(command).endsWith("postgres"))
            .orElse(false);
    boolean here =
        process
            .info()
            .arguments()
            .map(arguments -> Arrays.asList(arguments).contains(dataDirectory.toString()))
            .orElse(false);
    return postgres && here;
  }

  /** Fast shutdown first, then immediate, then by force: the later ones cost a log recovery. */
  private static void stop(ProcessHandle server) throws IOException, InterruptedException {
    for (String signal : List.of("INT", "QUIT", "KILL")) {
      new ProcessBuilder("kill", "-" + signal, Long.toString(server.pid())).start().waitFor();
      if (exits(server, 20)) {
        return;
      }
    }
    throw new IOException("PostgreSQL process %d cannot be stopped".formatted(server.pid()));
  }

  private static boolean exits(ProcessHandle process, long seconds) throws InterruptedException {
    try {
      process.onExit().get(seconds, TimeUnit.SECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException("cannot wait for process " + process.pid(), e);
    }
  }
}
