package dev.millrace.standalone.bench.snapshot;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** Times one phase after the other. */
final class Stopwatch {

  private final OperatingSystemMXBean system =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
  private long begun = System.nanoTime();
  private long cpu = system.getProcessCpuTime();

  /** What has passed since the last call, or since it was made. */
  Phase lap() {
    long now = System.nanoTime();
    long cpuNow = system.getProcessCpuTime();
    Phase phase = new Phase(Duration.ofNanos(now - begun), Duration.ofNanos(cpuNow - cpu));
    begun = now;
    cpu = cpuNow;
    return phase;
  }
}
