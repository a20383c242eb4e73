package dev.millrace.standalone.bench.train;

import java.time.Duration;
import java.util.stream.Stream;

/** CPU time of this process and all that it started: services, broker, database, workers. */
final class ProcessTree {
  private ProcessTree() {}

  /** Of all that are there, since their starts. */
  static Duration cpu() {
    ProcessHandle own = ProcessHandle.current();
    return sum(Stream.concat(Stream.of(own), own.descendants()));
  }

  /** Of one of them; zero when it is gone. */
  static Duration cpuOf(long pid) {
    return sum(ProcessHandle.of(pid).stream());
  }

  private static Duration sum(Stream<ProcessHandle> processes) {
    return processes
        .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
        .reduce(Duration.ZERO, Duration::plus);
  }
}
