package dev.millrace.trainer.worker;

import dev.millrace.events.CheckpointRef;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialPhase;
import dev.millrace.trainer.train.Step;
import dev.millrace.trainer.train.Watch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Reports an attempt while it runs: steps in batches, and a sign of life when there are none, so
 * that the lease holds. Steps come from the training thread, {@link #tick} from the worker's timer.
 */
final class Progress implements Watch {
  /** Sends a report, without waiting; what it returns completes when the report has arrived. */
  @FunctionalInterface
  interface Reports {
    CompletableFuture<?> send(
        TrialPhase phase,
        List<StepReport> steps,
        int totalSteps,
        Optional<CheckpointRef> checkpoint);
  }

  private final Reports reports;
  private final Supplier<Optional<String>> cancelled;
  private final long renewNanos;
  private final long batchNanos;
  private final LongSupplier nanoClock;
  private final long startedAt;
  private final List<StepReport> pending = new ArrayList<>();
  private long reportedAt;
  private long earlierNanos;
  private int totalSteps;
  private boolean finished;

  /**
   * Begins with the report that the attempt has started, which the caller has sent.
   *
   * @param renewAfter longest silence
   * @param batchFor shortest time between two reports of steps
   */
  Progress(
      Reports reports,
      Supplier<Optional<String>> cancelled,
      Duration renewAfter,
      Duration batchFor,
      LongSupplier nanoClock) {
    this.reports = reports;
    this.cancelled = cancelled;
    this.renewNanos = renewAfter.toNanos();
    this.batchNanos = batchFor.toNanos();
    this.nanoClock = nanoClock;
    this.startedAt = nanoClock.getAsLong();
    this.reportedAt = startedAt;
  }

  @Override
  public synchronized void planned(int steps) {
    totalSteps = steps;
  }

  /** Earlier attempts trained for so long to get to where this one begins; 0 = at round 0. */
  synchronized void goesOnAfter(long nanos) {
    earlierNanos = nanos;
  }

  @Override
  public synchronized void step(Step step) {
    long elapsedMillis = (earlierNanos + nanoClock.getAsLong() - startedAt) / 1_000_000;
    pending.add(new StepReport(step.number(), step.budgetShare(), step.value(), elapsedMillis));
  }

  @Override
  public Optional<String> cancelled() {
    return cancelled.get();
  }

  /** Reports at once what the attempt has stored, behind the steps up to there. */
  synchronized CompletableFuture<?> stored(CheckpointRef checkpoint) {
    return finished
        ? CompletableFuture.failedFuture(new IllegalStateException("the attempt has ended"))
        : report(pending.isEmpty() ? TrialPhase.ALIVE : TrialPhase.STEPS, Optional.of(checkpoint));
  }

  /** Reports if it is time to. */
  synchronized void tick() {
    long silence = nanoClock.getAsLong() - reportedAt;
    if (finished) {
      return;
    }
    if (!pending.isEmpty() && silence >= batchNanos) {
      report(TrialPhase.STEPS);
    } else if (silence >= renewNanos) {
      report(TrialPhase.ALIVE);
    }
  }

  /** Reports the last steps; nothing comes after it. */
  synchronized void finish() {
    if (!finished && !pending.isEmpty()) {
      report(TrialPhase.STEPS);
    }
    finished = true;
  }

  private void report(TrialPhase phase) {
    var _ = report(phase, Optional.empty());
  }

  private CompletableFuture<?> report(TrialPhase phase, Optional<CheckpointRef> checkpoint) {
    var sent = reports.send(phase, List.copyOf(pending), totalSteps, checkpoint);
    pending.clear();
    reportedAt = nanoClock.getAsLong();
    return sent;
  }
}
