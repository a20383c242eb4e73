package dev.millrace.standalone.bench.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** This process and all that it started: services, broker, database, workers. */
final class ProcessTree {
  private ProcessTree() {}

  /** CPU time of all that are there, since their starts. */
  static Duration cpu() {
    return all().stream()
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** CPU time of those with a word in their command line. */
  static Duration cpuOf(String word) {
    return matching(word)
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Largest peak of resident memory among those; empty where the system does not say. */
  static OptionalLong peakOf(String word) {
    return matching(word).mapToLong(process -> peak(process.pid())).filter(peak -> peak > 0).max();
  }

  /** Peak of this process. */
  static OptionalLong peakOfThis() {
    long peak = peak(ProcessHandle.current().pid());
    return peak > 0 ? OptionalLong.of(peak) : OptionalLong.empty();
  }

  private static List<ProcessHandle> all() {
    ProcessHandle own = ProcessHandle.current();
    return Stream.concat(Stream.of(own), own.descendants()).toList();
  }

  private static Stream<ProcessHandle> matching(String word) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(word));
  }

  /** In bytes, 0 when unknown; see proc(5). */
  private static long peak(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException e) {
      return 0;
    } catch (IOException e) {
      throw new IllegalStateException("/proc cannot be read", e);
    }
  }
}
