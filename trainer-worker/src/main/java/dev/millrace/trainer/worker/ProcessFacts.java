package dev.millrace.trainer.worker;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What this process costs; 0 where the system does not say. */
final class ProcessFacts {
  private static final Path STATUS = Path.of("/proc/self/status");

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  /** CPU nanoseconds of the calling thread. */
  long threadCpuNanos() {
    return threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : 0;
  }

  /** From 0 to 1 per core. */
  double cpuLoad() {
    double shareOfAll = system.getProcessCpuLoad();
    return shareOfAll > 0 ? shareOfAll * system.getAvailableProcessors() : 0;
  }

  long residentBytes() {
    return status("VmRSS:");
  }

  long peakResidentBytes() {
    return status("VmHWM:");
  }

  /** A line such as "VmRSS: 1234 kB". */
  private static long status(String field) {
    if (!Files.isReadable(STATUS)) {
      return 0;
    }
    try {
      List<String> lines = Files.readAllLines(STATUS);
      return lines.stream()
          .filter(line -> line.startsWith(field))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
