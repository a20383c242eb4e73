package dev.millrace.trainer.xgboost;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/** The version of the native library that is really loaded. */
public final class XGBoostVersion {
  private XGBoostVersion() {}

  public static String current() {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment major = arena.allocate(JAVA_INT);
      MemorySegment minor = arena.allocate(JAVA_INT);
      MemorySegment patch = arena.allocate(JAVA_INT);
      NativeCalls.invoke(NativeCalls.VERSION, major, minor, patch);
      return "%d.%d.%d"
          .formatted(major.get(JAVA_INT, 0), minor.get(JAVA_INT, 0), patch.get(JAVA_INT, 0));
    }
  }
}
