package dev.millrace.platform.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Memory of this process in bytes, as the system sees it; empty where it does not say. */
public final class ResidentMemory {

  private static final Path STATUS = Path.of("/proc/self/status");

  private ResidentMemory() {}

  /** What is resident now. */
  public static OptionalLong now() throws IOException {
    return field("VmRSS:");
  }

  /** The most that was resident at once. */
  public static OptionalLong peak() throws IOException {
    return field("VmHWM:");
  }

  /** A line such as "VmRSS: 1234 kB". */
  private static OptionalLong field(String name) throws IOException {
    if (!Files.isReadable(STATUS)) {
      return OptionalLong.empty();
    }
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(name))
          .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    }
  }
}
