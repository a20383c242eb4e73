package dev.millrace.platform.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory of processes in bytes, as the system sees it; empty where it does not say. */
public final class ResidentMemory {

  private ResidentMemory() {}

  /** What is resident now. */
  public static OptionalLong now() throws IOException {
    return field("self", "VmRSS:");
  }

  /** The most that was resident at once. */
  public static OptionalLong peak() throws IOException {
    return field("self", "VmHWM:");
  }

  /** The same of another process; empty also when there is none. */
  public static OptionalLong peakOf(long pid) throws IOException {
    return field(Long.toString(pid), "VmHWM:");
  }

  /** A line such as "VmRSS: 1234 kB". */
  private static OptionalLong field(String process, String name) throws IOException {
    Path status = Path.of("/proc", process, "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    }
  }
}
