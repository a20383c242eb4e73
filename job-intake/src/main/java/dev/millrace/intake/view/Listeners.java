package dev.millrace.intake.view;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Who wants to hear about what, by job. Thread-safe; a job nobody follows costs nothing. */
final class Listeners<T> {

  private final Map<String, List<Consumer<T>>> byJob = new ConcurrentHashMap<>();

  void tell(String jobId, T news) {
    byJob.getOrDefault(jobId, List.of()).forEach(listener -> listener.accept(news));
  }

  Following add(String jobId, Consumer<T> listener) {
    byJob.compute(
        jobId,
        (_, known) -> {
          List<Consumer<T>> all = known == null ? new CopyOnWriteArrayList<>() : known;
          all.add(listener);
          return all;
        });
    return () ->
        byJob.computeIfPresent(
            jobId,
            (_, known) -> {
              known.remove(listener);
              return known.isEmpty() ? null : known;
            });
  }
}
