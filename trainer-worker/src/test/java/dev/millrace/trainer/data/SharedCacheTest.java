package dev.millrace.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedCacheTest {
  private static final class Matrix implements AutoCloseable {
    private boolean closed;

    @Override
    public void close() {
      assertThat(closed).isFalse();
      closed = true;
    }
  }

  private final SharedCache<String, Matrix> cache = new SharedCache<>(2);

  @Test
  void loadsOnceForAllWhoAskAtOnce() throws Exception {
    int callers = 8;
    var loads = new AtomicInteger();
    var together = new CyclicBarrier(callers);
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      List<Future<Matrix>> values =
          IntStream.range(0, callers)
              .mapToObj(
                  _ ->
                      threads.submit(
                          () -> {
                            together.await();
                            try (var lease = cache.acquire("a", () -> counted(loads))) {
                              return lease.value();
                            }
                          }))
              .toList();

      for (Future<Matrix> value : values) {
        assertThat(value.get()).isSameAs(values.getFirst().get());
      }
    }
    assertThat(loads).hasValue(1);
  }

  private static Matrix counted(AtomicInteger loads) {
    loads.incrementAndGet();
    return new Matrix();
  }

  @Test
  void closesTheLeastRecentlyUsedIdleValueBeyondItsCapacity() {
    Matrix first = use("a");
    Matrix second = use("b");
    use("a");

    use("c");

    assertThat(second.closed).isTrue();
    assertThat(first.closed).isFalse();
    assertThat(cache.size()).isEqualTo(2);
  }

  @Test
  void neverClosesAValueInUse() {
    var held = cache.acquire("a", Matrix::new);
    use("b");
    use("c");
    use("d");

    assertThat(held.value().closed).isFalse();

    cache.close();
    assertThat(held.value().closed).isFalse();

    held.close();
    held.close();
    assertThat(held.value().closed).isTrue();
  }

  @Test
  void doesNotKeepAFailure() {
    assertThatThrownBy(
            () ->
                cache.acquire(
                    "a",
                    () -> {
                      throw new IllegalStateException("storage is down");
                    }))
        .hasMessage("storage is down");

    assertThat(use("a").closed).isFalse();
  }

  private Matrix use(String key) {
    try (var lease = cache.acquire(key, Matrix::new)) {
      return lease.value();
    }
  }
}
