package dev.millrace.trainer.xgboost;

import static java.lang.foreign.MemorySegment.NULL;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.Rows;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.jspecify.annotations.Nullable;

/**
 * Training rows as histogram bins only (XGBoost's QuantileDMatrix): a fraction of the memory, ready
 * for {@code hist} from the start. Complete when made and never changed, therefore any number of
 * trials may train on it at once; a plain DMatrix builds its bins lazily and must not be shared.
 */
public final class QuantileMatrix extends DMatrix implements AutoCloseable {
  private final int outputs;
  private final Optional<String> beginning;

  private QuantileMatrix(long handle, Labels labels) {
    super(handle);
    this.outputs = labels.outputs();
    this.beginning = labels.beginning().map(Arrays::toString);
  }

  /** How many values are learnt of each row. */
  int outputs() {
    return outputs;
  }

  /** What boosting begins with, as XGBoost's base_score. */
  Optional<String> beginning() {
    return beginning;
  }

  /**
   * What is learnt of rows.
   *
   * @param values of each row as many as there are outputs, row after row
   * @param outputs of the model, at least 1
   * @param weights how much rows count, one per row; empty when all count the same
   * @param beginning what boosting begins with, one per output; empty for what XGBoost estimates
   */
  @SuppressWarnings("ArrayRecordComponent") // Handed to XGBoost once, and never compared.
  public record Labels(
      float[] values, int outputs, Optional<float[]> weights, Optional<float[]> beginning) {
    /** Of one output; all rows count the same. */
    public static Labels of(float[] values) {
      return new Labels(values, 1, Optional.empty(), Optional.empty());
    }
  }

  /**
   * Bins these rows.
   *
   * @param labels of these rows
   * @param maxBin bins per feature; a booster's max_bin must be the same
   */
  public static QuantileMatrix of(Dataset dataset, Rows rows, Labels labels, int maxBin) {
    try (var arena = Arena.ofConfined();
        var proxy = new Proxy(arena)) {
      proxy.columns(dataset, rows);
      proxy.labels(labels);
      var matrix = new QuantileMatrix(proxy.quantiles(maxBin), labels);
      matrix.setFeatureNames(dataset.featureNames().toArray(String[]::new));
      return matrix;
    } catch (XGBoostError e) {
      throw TrainingFailed.because(e);
    }
  }

  @Override
  public void close() {
    dispose();
  }

  /** Hands the columns to XGBoost, as often as it goes over them. */
  @SuppressWarnings("restricted")
  private static final class Proxy implements AutoCloseable {
    private static final MethodHandle NEXT = upcall("next", int.class);
    private static final MethodHandle RESET = upcall("reset", void.class);

    private final Arena arena;
    private final MemorySegment handle;
    private MemorySegment columns = NULL;
    private MemorySegment labels = NULL;
    private Optional<MemorySegment> weights = Optional.empty();
    private boolean delivered;
    private @Nullable RuntimeException failure;

    Proxy(Arena arena) {
      this.arena = arena;
      MemorySegment out = arena.allocate(ADDRESS);
      NativeCalls.call(NativeCalls.PROXY_CREATE, out);
      this.handle = NativeCalls.handle(out);
    }

    private static MethodHandle upcall(String name, Class<?> result) {
      try {
        return MethodHandles.lookup()
            .findVirtual(Proxy.class, name, MethodType.methodType(result, MemorySegment.class));
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    void columns(Dataset dataset, Rows rows) {
      columns =
          arena.allocateFrom(
              IntStream.range(0, dataset.featureCount())
                  .mapToObj(i -> arrayInterface(dataset.feature(i), rows.from(), rows.count()))
                  .collect(Collectors.joining(",", "[", "]")));
    }

    void labels(Labels given) {
      labels = arena.allocateFrom(arrayInterface(given.values(), given.outputs()));
      weights = given.weights().map(all -> arena.allocateFrom(arrayInterface(all, 1)));
    }

    /** A whole array, of so many columns. */
    private String arrayInterface(float[] values, int columns) {
      String shape =
          columns == 1
              ? String.valueOf(values.length)
              : "%d,%d".formatted(values.length / columns, columns);
      return arrayInterface(values, 0, values.length, shape);
    }

    private String arrayInterface(float[] values, int from, int count) {
      return arrayInterface(values, from, count, String.valueOf(count));
    }

    /** A copy outside the heap, described by NumPy's array interface, version 3. */
    private String arrayInterface(float[] values, int from, int count, String shape) {
      MemorySegment copy = arena.allocate(JAVA_FLOAT, count);
      MemorySegment.copy(values, from, copy, JAVA_FLOAT, 0, count);
      return "{\"data\":[%d,true],\"shape\":[%s],\"strides\":null,\"typestr\":\"<f4\",\"version\":3}"
          .formatted(copy.address(), shape);
    }

    long quantiles(int maxBin) {
      Linker linker = Linker.nativeLinker();
      MemorySegment reset =
          linker.upcallStub(RESET.bindTo(this), FunctionDescriptor.ofVoid(ADDRESS), arena);
      MemorySegment next =
          linker.upcallStub(NEXT.bindTo(this), FunctionDescriptor.of(JAVA_INT, ADDRESS), arena);
      MemorySegment config =
          arena.allocateFrom("{\"missing\":NaN,\"nthread\":1,\"max_bin\":%d}".formatted(maxBin));
      MemorySegment out = arena.allocate(ADDRESS);
      try {
        NativeCalls.call(NativeCalls.QUANTILE_CREATE, NULL, handle, NULL, reset, next, config, out);
      } catch (TrainingFailed e) {
        throw failure == null ? e : failure;
      }
      return NativeCalls.handle(out).address();
    }

    /**
     * Called by XGBoost for the next batch: there is one. An exception that leaves this method ends
     * the JVM, so it is kept for later and the batches end.
     */
    @SuppressWarnings("unused")
    private int next(MemorySegment iterator) {
      if (delivered) {
        return 0;
      }
      delivered = true;
      try {
        NativeCalls.call(NativeCalls.PROXY_SET_COLUMNS, handle, columns);
        info("label", labels);
        weights.ifPresent(values -> info("weight", values));
        return 1;
      } catch (RuntimeException e) {
        failure = e;
        return 0;
      }
    }

    private void info(String name, MemorySegment values) {
      NativeCalls.call(NativeCalls.SET_INFO, handle, arena.allocateFrom(name), values);
    }

    @SuppressWarnings("unused")
    private void reset(MemorySegment iterator) {
      delivered = false;
    }

    @Override
    public void close() {
      NativeCalls.call(NativeCalls.MATRIX_FREE, handle);
    }
  }
}
