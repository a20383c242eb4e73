package dev.millrace.embedded;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts parts beside each other. */
final class Startup {
  private final Consumer<String> progress;
  private final Consumer<AutoCloseable> started;
  private final long begin = System.nanoTime();
  private final List<CompletableFuture<?>> parts = new ArrayList<>();

  /**
   * @param started told of each part that got ready, in that order, by one thread at a time
   */
  Startup(Consumer<String> progress, Consumer<AutoCloseable> started) {
    this.progress = progress;
    this.started = started;
  }

  /** Starts a part on a thread of its own. */
  <T extends AutoCloseable> CompletableFuture<T> begin(
      Part part, Callable<T> start, Function<T, String> address) {
    CompletableFuture<T> future = new CompletableFuture<>();
    parts.add(future);
    Thread.ofPlatform()
        .name("start-" + part.name().toLowerCase(Locale.ROOT))
        .start(() -> run(part, start, address, future));
    return future;
  }

  private <T extends AutoCloseable> void run(
      Part part, Callable<T> start, Function<T, String> address, CompletableFuture<T> future) {
    try {
      T running = start.call();
      announce(part, running, address.apply(running));
      future.complete(running);
    } catch (CompletionException e) {
      // The part that this one waited for has failed, and says so itself.
      future.completeExceptionally(e);
    } catch (Throwable e) {
      future.completeExceptionally(new PartFailedException(part, e));
    }
  }

  private synchronized void announce(Part part, AutoCloseable running, String address) {
    started.accept(running);
    long millis = (System.nanoTime() - begin) / 1_000_000;
    progress.accept("%s is ready on %s (%d ms)".formatted(part.label(), address, millis));
  }

  /**
   * Waits until every part is ready or has failed.
   *
   * @throws PartFailedException of the first that failed, the others being suppressed in it
   */
  void await() {
    List<PartFailedException> failures = new ArrayList<>();
    for (CompletableFuture<?> part : parts) {
      failure(part).filter(failure -> !failures.contains(failure)).ifPresent(failures::add);
    }
    if (!failures.isEmpty()) {
      failures.stream().skip(1).forEach(failures.getFirst()::addSuppressed);
      throw failures.getFirst();
    }
  }

  private static Optional<PartFailedException> failure(CompletableFuture<?> part) {
    try {
      part.join();
      return Optional.empty();
    } catch (CompletionException e) {
      Throwable cause = e.getCause();
      while (cause instanceof CompletionException wrapped) {
        cause = wrapped.getCause();
      }
      return cause instanceof PartFailedException failure ? Optional.of(failure) : Optional.empty();
    }
  }
}
