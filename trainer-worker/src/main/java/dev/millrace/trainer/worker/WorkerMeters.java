package dev.millrace.trainer.worker;

import dev.millrace.events.TrialCompleted;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Locale;

/** What Prometheus sees of a worker. */
final class WorkerMeters {
  private final MeterRegistry registry;

  WorkerMeters(MeterRegistry registry, RunningAttempts running) {
    this.registry = registry;
    registry.gauge("millrace.trainer.running", running, r -> r.ids().size());
  }

  /** Shows how full the memory is, as it is reckoned. */
  static void watch(MeterRegistry registry, PreparedDatasets datasets) {
    registry.gauge("millrace.trainer.memory.heap", datasets, d -> d.used().heap());
    registry.gauge("millrace.trainer.memory.outside", datasets, d -> d.used().outside());
    registry.gauge("millrace.trainer.memory.waiting", datasets, PreparedDatasets::waiting);
  }

  void ended(TrialCompleted event) {
    String state = event.getState().name().toLowerCase(Locale.ROOT);
    registry.counter("millrace.trainer.attempts", "state", state).increment();
    registry
        .timer("millrace.trainer.attempt.duration", "state", state)
        .record(Duration.ofMillis(event.getResources().getWallMs()));
    registry
        .counter("millrace.trainer.training.seconds")
        .increment(event.getResources().getTrainMs() / 1000.0);
  }

  /** An attempt that has no result. */
  void abandoned() {
    registry.counter("millrace.trainer.attempts", "state", "abandoned").increment();
  }

  void checkpointNotStored() {
    registry.counter("millrace.trainer.checkpoints.not.stored").increment();
  }

  void deadLetter() {
    registry.counter("millrace.trainer.dead.letters").increment();
  }
}
