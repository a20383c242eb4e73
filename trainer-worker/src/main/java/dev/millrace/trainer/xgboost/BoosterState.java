package dev.millrace.trainer.xgboost;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import ml.dmlc.xgboost4j.java.Booster;

/**
 * A booster in XGBoost's form for one version and one purpose, going on: the trees with the
 * configuration and the state of the random numbers, which a model file lacks. The Java library
 * binds neither of the two calls.
 */
final class BoosterState {
  private static final VarHandle HANDLE = handle();

  private BoosterState() {}

  private static VarHandle handle() {
    try {
      return MethodHandles.privateLookupIn(Booster.class, MethodHandles.lookup())
          .findVarHandle(Booster.class, "handle", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static MemorySegment of(long handle) {
    return MemorySegment.ofAddress(handle);
  }

  static byte[] of(Booster booster) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment length = arena.allocate(JAVA_LONG);
      MemorySegment out = arena.allocate(ADDRESS);
      NativeCalls.call(NativeCalls.BOOSTER_SERIALIZE, of((long) HANDLE.get(booster)), length, out);
      return bytes(NativeCalls.handle(out), length.get(JAVA_LONG, 0));
    }
  }

  /** A copy: XGBoost overwrites its buffer with the next call of this thread. */
  @SuppressWarnings("restricted")
  private static byte[] bytes(MemorySegment buffer, long length) {
    return buffer.reinterpret(length).toArray(JAVA_BYTE);
  }

  static void restore(Booster booster, byte[] state) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment copy = arena.allocateFrom(JAVA_BYTE, state);
      NativeCalls.call(
          NativeCalls.BOOSTER_UNSERIALIZE, of((long) HANDLE.get(booster)), copy, copy.byteSize());
    }
  }
}
