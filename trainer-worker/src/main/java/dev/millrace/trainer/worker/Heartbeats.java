package dev.millrace.trainer.worker;

import dev.millrace.events.WorkerHeartbeat;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Says that the worker is there, what it runs, and at last that it leaves. */
final class Heartbeats {
  /**
   * Who sends them.
   *
   * @param name the place that the worker runs at; empty when it has none
   */
  record Identity(
      String workerId,
      String name,
      Instant startedAt,
      String pool,
      Map<String, String> libraryVersions) {}

  private final Identity identity;
  private final RunningAttempts running;
  private final ProcessFacts facts;
  private final InstantSource clock;
  private final Consumer<WorkerHeartbeat> publish;
  private int slots;

  /**
   * Silent until {@link #offer}.
   *
   * @param publish sends without waiting, in the order of the calls
   */
  Heartbeats(
      Identity identity,
      RunningAttempts running,
      ProcessFacts facts,
      InstantSource clock,
      Consumer<WorkerHeartbeat> publish) {
    this.identity = identity;
    this.running = running;
    this.facts = facts;
    this.clock = clock;
    this.publish = publish;
  }

  /** Offers so many slots from now on; 0 says that the worker leaves, and is the last word. */
  synchronized void offer(int newSlots) {
    slots = newSlots;
    publish.accept(heartbeat());
  }

  /** Says it again, if there is something on offer. */
  synchronized void beat() {
    if (slots > 0) {
      publish.accept(heartbeat());
    }
  }

  private WorkerHeartbeat heartbeat() {
    return WorkerHeartbeat.newBuilder()
        .setEventId(UUID.randomUUID().toString())
        .setOccurredAt(clock.instant())
        .setWorkerId(identity.workerId())
        .setName(identity.name())
        .setStartedAt(identity.startedAt())
        .setPool(identity.pool())
        .setSlots(slots)
        .setRunningAttempts(running.ids())
        .setLibraryVersions(identity.libraryVersions())
        .setCpuLoad(facts.cpuLoad())
        .setRssBytes(facts.residentBytes())
        .setTasksFinished(running.finished())
        .build();
  }
}
