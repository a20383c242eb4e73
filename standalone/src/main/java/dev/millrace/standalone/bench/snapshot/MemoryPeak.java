package dev.millrace.standalone.bench.snapshot;

import dev.millrace.platform.host.ResidentMemory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/** How much more memory this process takes at most from now on. */
final class MemoryPeak {

  /** Writing 5 to it sets the peak back to what is resident now; see proc(5). */
  private static final Path CLEAR = Path.of("/proc/self/clear_refs");

  private final OptionalLong residentBefore;
  private final long heapBefore;

  /** Collects garbage first, so that what is there before is only what is needed. */
  MemoryPeak() throws IOException {
    System.gc();
    heapPools().forEach(MemoryPoolMXBean::resetPeakUsage);
    this.heapBefore = heapPools().stream().mapToLong(pool -> pool.getUsage().getUsed()).sum();
    if (Files.isWritable(CLEAR)) {
      Files.writeString(CLEAR, "5");
      this.residentBefore = ResidentMemory.now();
    } else {
      this.residentBefore = OptionalLong.empty();
    }
  }

  /** Bytes of heap, with garbage that was not collected yet. */
  long heapBytes() {
    return heapPools().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum() - heapBefore;
  }

  /** Bytes of resident memory; empty where the system does not say. */
  OptionalLong residentBytes() throws IOException {
    OptionalLong peak = ResidentMemory.peak();
    return residentBefore.isEmpty() || peak.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(peak.getAsLong() - residentBefore.getAsLong());
  }

  private static List<MemoryPoolMXBean> heapPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
