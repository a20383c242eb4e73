package dev.millrace.trainer.xgboost;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Objects;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/** The functions of XGBoost's C API that its Java library has no binding for. */
@SuppressWarnings("restricted")
final class NativeCalls {
  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = library();

  static final MethodHandle VERSION = voidFunction("XGBoostVersion", ADDRESS, ADDRESS, ADDRESS);
  static final MethodHandle PROXY_CREATE = function("XGProxyDMatrixCreate", ADDRESS);
  static final MethodHandle PROXY_SET_COLUMNS =
      function("XGProxyDMatrixSetDataColumnar", ADDRESS, ADDRESS);
  static final MethodHandle SET_INFO =
      function("XGDMatrixSetInfoFromInterface", ADDRESS, ADDRESS, ADDRESS);
  static final MethodHandle MATRIX_FREE = function("XGDMatrixFree", ADDRESS);
  static final MethodHandle QUANTILE_CREATE =
      function(
          "XGQuantileDMatrixCreateFromCallback",
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS,
          ADDRESS);
  static final MethodHandle BOOSTER_SERIALIZE =
      function("XGBoosterSerializeToBuffer", ADDRESS, ADDRESS, ADDRESS);
  static final MethodHandle BOOSTER_UNSERIALIZE =
      function("XGBoosterUnserializeFromBuffer", ADDRESS, ADDRESS, JAVA_LONG);
  static final MethodHandle TRACKER_CREATE = function("XGTrackerCreate", ADDRESS, ADDRESS);
  static final MethodHandle TRACKER_RUN = function("XGTrackerRun", ADDRESS, ADDRESS);
  static final MethodHandle TRACKER_ARGUMENTS = function("XGTrackerWorkerArgs", ADDRESS, ADDRESS);
  static final MethodHandle TRACKER_FREE = function("XGTrackerFree", ADDRESS);
  static final MethodHandle COLLECTIVE_INIT = function("XGCommunicatorInit", ADDRESS);
  static final MethodHandle COLLECTIVE_ALLREDUCE =
      function("XGCommunicatorAllreduce", ADDRESS, JAVA_LONG, JAVA_INT, JAVA_INT);
  static final MethodHandle COLLECTIVE_FINALIZE = function("XGCommunicatorFinalize");
  private static final MethodHandle LAST_ERROR =
      LINKER.downcallHandle(symbol("XGBGetLastError"), FunctionDescriptor.of(ADDRESS));

  private NativeCalls() {}

  /** Finds the symbols after the Java library has loaded its native half into this loader. */
  private static SymbolLookup library() {
    try {
      new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
    } catch (XGBoostError e) {
      throw new IllegalStateException("XGBoost's native library does not work", e);
    }
    return SymbolLookup.loaderLookup();
  }

  private static MemorySegment symbol(String name) {
    return LIBRARY
        .find(name)
        .orElseThrow(
            () -> new IllegalStateException("XGBoost's native library has no function " + name));
  }

  private static MethodHandle function(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.of(JAVA_INT, arguments));
  }

  private static MethodHandle voidFunction(String name, MemoryLayout... arguments) {
    return LINKER.downcallHandle(symbol(name), FunctionDescriptor.ofVoid(arguments));
  }

  /** Calls a function that answers 0 for success. */
  static void call(MethodHandle function, Object... arguments) {
    if (!Integer.valueOf(0).equals(invoke(function, arguments))) {
      MemorySegment message = (MemorySegment) Objects.requireNonNull(invoke(LAST_ERROR));
      throw TrainingFailed.because(
          new XGBoostError(message.reinterpret(Long.MAX_VALUE).getString(0)));
    }
  }

  static @Nullable Object invoke(MethodHandle function, Object... arguments) {
    try {
      return function.invokeWithArguments(arguments);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("XGBoost's native library does not work", e);
    }
  }

  /** Reads a text whose address a function wrote to {@code out}. */
  static String text(MemorySegment out) {
    return out.get(ADDRESS, 0).reinterpret(Long.MAX_VALUE).getString(0);
  }

  /** Reads a handle that a function wrote to {@code out}. */
  static MemorySegment handle(MemorySegment out) {
    return MemorySegment.ofAddress(out.get(JAVA_LONG, 0));
  }
}
