package dev.millrace.standalone.bench.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * CPU time since the beginning, by who spent it.
 *
 * @param reading the feature store's thread that fetches and decodes
 * @param writing its thread that talks to the database
 * @param process this JVM as a whole, those two and the broker and the garbage collector included
 * @param database the PostgreSQL server, as far as its processes still live
 */
public record CpuTimes(Duration reading, Duration writing, Duration process, Duration database) {

  /** What was spent after the other was taken. */
  CpuTimes since(CpuTimes earlier) {
    return new CpuTimes(
        reading.minus(earlier.reading),
        writing.minus(earlier.writing),
        process.minus(earlier.process),
        database.minus(earlier.database));
  }

  /**
   * Takes the times.
   *
   * @param name of the reading thread; the writing one is called so with {@code -writer} behind it
   * @param postgres data folder of the server
   */
  static CpuTimes now(String name, Path postgres) {
    return new CpuTimes(
        thread(name), thread(name + "-writer"), jvm(), server(postgres.resolve("postmaster.pid")));
  }

  private static Duration thread(String name) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (ThreadInfo info : threads.getThreadInfo(threads.getAllThreadIds())) {
      // A thread may end between the two calls.
      if (info != null && info.getThreadName().equals(name)) {
        return Duration.ofNanos(Math.max(0, threads.getThreadCpuTime(info.getThreadId())));
      }
    }
    return Duration.ZERO;
  }

  private static Duration jvm() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Duration.ofNanos(system.getProcessCpuTime())
        : Duration.ZERO;
  }

  private static Duration server(Path pidFile) {
    try (Stream<String> lines = Files.lines(pidFile)) {
      long pid = Long.parseLong(lines.findFirst().orElseThrow().strip());
      return ProcessHandle.of(pid).stream()
          .flatMap(server -> Stream.concat(Stream.of(server), server.descendants()))
          .flatMap(each -> each.info().totalCpuDuration().stream())
          .reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + pidFile, e);
    }
  }
}
