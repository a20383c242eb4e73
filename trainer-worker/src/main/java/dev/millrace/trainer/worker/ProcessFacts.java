package dev.millrace.trainer.worker;

import com.sun.management.OperatingSystemMXBean;
import dev.millrace.platform.host.ResidentMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;

/** What this process costs; 0 where the system does not say. */
final class ProcessFacts {
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

  /** Memory of the container, or of the machine when there is none. */
  long machineBytes() {
    return system.getTotalMemorySize();
  }

  long residentBytes() {
    try {
      return ResidentMemory.now().orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }

  long peakResidentBytes() {
    try {
      return ResidentMemory.peak().orElse(0);
    } catch (IOException e) {
      return 0;
    }
  }
}
