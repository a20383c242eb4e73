package dev.millrace.features.measurement.sql;

import dev.millrace.features.dataset.MeasurementView;
import dev.millrace.features.dataset.MeasurementView.Stretch;
import dev.millrace.features.dataset.SeriesData;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Series that several readers read side by side, a few ahead of the one who takes them. They are
 * begun in order, so with a single reader all of it still comes to its end.
 */
final class ReadAhead {

  /** More would only fill the memory: it has to be at least as many as there are readers. */
  private static final int AHEAD = 3;

  private final String variable;
  private final List<Stretch> wanted;
  private final AtomicInteger next = new AtomicInteger();
  private final Semaphore room = new Semaphore(AHEAD);
  private final ConcurrentMap<Integer, CompletableFuture<SeriesData>> read =
      new ConcurrentHashMap<>();

  ReadAhead(String variable, List<Stretch> wanted) {
    this.variable = variable;
    this.wanted = wanted;
  }

  /** Reads what nobody else has begun, until there is nothing left or something fails. */
  void read(MeasurementView view) throws InterruptedException {
    while (true) {
      room.acquire();
      int place = next.getAndIncrement();
      if (place >= wanted.size()) {
        room.release();
        return;
      }
      Stretch stretch = wanted.get(place);
      try {
        result(place).complete(view.find(stretch.series(), variable, stretch.range()));
      } catch (RuntimeException | Error e) {
        result(place).completeExceptionally(e);
        return;
      }
    }
  }

  /** Waits for one after the other; what a reader met is thrown here. */
  void takeAll(Consumer<SeriesData> found) {
    for (int place = 0; place < wanted.size(); place++) {
      found.accept(await(result(place)));
      read.remove(place);
      room.release();
    }
  }

  private CompletableFuture<SeriesData> result(int place) {
    return read.computeIfAbsent(place, _ -> new CompletableFuture<>());
  }

  private static SeriesData await(CompletableFuture<SeriesData> result) {
    try {
      return result.join();
    } catch (CompletionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw e;
      }
    }
  }
}
