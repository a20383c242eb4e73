package dev.millrace.standalone.watch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.millrace.standalone.client.JobReader;
import dev.millrace.standalone.client.MillraceClient;
import dev.millrace.standalone.client.RequestRefused;
import dev.millrace.standalone.progress.Convergence;
import dev.millrace.standalone.progress.JobScreen;
import dev.millrace.standalone.progress.JobView;
import dev.millrace.standalone.terminal.Screen;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/** Looks at jobs again and again, and shows one, until it has ended. */
public final class JobWatcher {
  private static final Duration GLANCE = Duration.ofMillis(150);

  private final MillraceClient client;
  private final Screen screen;
  private final InstantSource clock;

  public JobWatcher(MillraceClient client, Screen screen, InstantSource clock) {
    this.client = client;
    this.screen = screen;
    this.clock = clock;
  }

  /**
   * Watches a job to its end.
   *
   * @param seen told of every look at it
   * @return the job as it ended
   */
  public JsonNode watch(String id, BiConsumer<JobView, Instant> seen) {
    Convergence convergence = soFar(id);
    while (true) {
      JsonNode json = client.job(id);
      JobView job = JobReader.read(json);
      Instant now = clock.instant();
      seen.accept(job, now);
      convergence = convergence.seeing(job);
      screen.show(JobScreen.block(job, convergence, now, screen.style()), JobScreen.line(job));
      if (job.hasEnded()) {
        screen.settle();
        return json;
      }
      pause();
    }
  }

  /** Waits until a job of the filter is what is looked for; empty when none was for too long. */
  public Optional<JsonNode> await(
      Map<String, String> filter, Predicate<JsonNode> wanted, Duration patience) {
    Instant deadline = clock.instant().plus(patience);
    do {
      for (JsonNode job : client.jobs(filter).path("items")) {
        if (wanted.test(job)) {
          return Optional.of(job);
        }
      }
      pause();
    } while (clock.instant().isBefore(deadline));
    return Optional.empty();
  }

  /** The curve of a job that has been running for a while. */
  private Convergence soFar(String id) {
    try {
      List<JsonNode> ended = new ArrayList<>();
      for (JsonNode trial : client.trials(id, Map.of("limit", "1000")).path("items")) {
        if (trial.path("objective").isNumber() && trial.path("ended_at").isTextual()) {
          ended.add(trial);
        }
      }
      ended.sort(Comparator.comparing(trial -> trial.path("ended_at").asText()));
      return Convergence.of(
          ended.stream().map(trial -> trial.path("objective").asDouble()).toList());
    } catch (RequestRefused e) {
      if (e.status() == 404) {
        return Convergence.NONE;
      }
      throw e;
    }
  }

  private static void pause() {
    LockSupport.parkNanos(GLANCE.toNanos());
    if (Thread.currentThread().isInterrupted()) {
      throw new IllegalStateException("interrupted while watching a job");
    }
  }
}
