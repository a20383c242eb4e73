package dev.millrace.standalone.bench.scheduler;

import dev.millrace.events.TrialCompleted;
import dev.millrace.events.TrialKind;
import dev.millrace.events.TrialProposed;
import dev.millrace.events.TrialState;
import dev.millrace.platform.testkit.TestKafka;
import dev.millrace.trainer.worker.ShareGroup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** A worker that answers at once, and not always as one would wish. */
final class InstantSlots implements AutoCloseable {
  private static final String GROUP = "trainers-default";
  private static final String WORKER = "instant";

  private final AtomicInteger answered = new AtomicInteger();
  private final ScheduledExecutorService heart =
      Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().factory());
  private final List<SimulatedSlot> slots;
  private final List<Thread> threads;

  InstantSlots(TestKafka kafka, InstantSource clock, int count) {
    ShareGroup.configure(kafka.clients(), GROUP);
    slots =
        IntStream.range(0, count)
            .mapToObj(
                i ->
                    new SimulatedSlot(
                        WORKER,
                        Duration.ZERO,
                        this::answers,
                        kafka.codec(),
                        kafka.publisher(),
                        clock,
                        kafka.clients().shareConsumer(GROUP, "slot-" + i)))
            .toList();
    threads = slots.stream().map(slot -> Thread.ofPlatform().daemon().start(slot)).toList();
    Neighbours others = new Neighbours(kafka.publisher(), clock);
    var _ =
        heart.scheduleAtFixedRate(() -> others.beat(WORKER, count), 0, 500, TimeUnit.MILLISECONDS);
  }

  /** Attempts that a slot was through with, or is about to be. */
  int answered() {
    return answered.get();
  }

  /** One trial in ten is first given back, and so lost; the result of another is said twice. */
  private List<TrialCompleted> answers(TrialProposed proposal, TrialCompleted complete) {
    answered.incrementAndGet();
    int kind = proposal.getTrialNumber() % 10;
    boolean search = proposal.getKind() == TrialKind.SEARCH;
    if (kind == 3 && search && proposal.getAttempt() == 1) {
      return List.of(
          TrialCompleted.newBuilder(complete)
              .setState(TrialState.CANCELLED)
              .setObjective(null)
              .build());
    }
    return kind == 7 ? List.of(complete, complete) : List.of(complete);
  }

  /** Takes nothing more, and ends what was begun. */
  @Override
  public void close() {
    heart.shutdownNow();
    slots.forEach(SimulatedSlot::stop);
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
