package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.CancelJob;
import dev.millrace.hpo.pool.PoolCommand.NoteProgress;
import dev.millrace.hpo.pool.PoolCommand.NoteWorker;
import dev.millrace.hpo.pool.PoolCommand.TakeDataset;
import dev.millrace.hpo.pool.PoolCommand.TakeJob;
import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Job;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Talks to the rules as the topics do, and remembers all that happened. */
final class PoolDriver {

  private final PoolRules rules;
  private final List<PoolEvent> all = new ArrayList<>();
  private PoolState state;
  private Instant now = Jobs.NOON;

  PoolDriver() {
    this(PoolSettings.DEFAULT);
  }

  PoolDriver(PoolSettings settings) {
    rules = new PoolRules(settings);
    state = rules.initial("default");
  }

  /** A pool that has begun, with one worker {@code w1}. */
  static PoolDriver withSlots(int slots) {
    return withSlots(slots, PoolSettings.DEFAULT);
  }

  static PoolDriver withSlots(int slots, PoolSettings settings) {
    PoolDriver driver = new PoolDriver(settings);
    driver.tell(new PoolCommand.Tick());
    driver.heartbeat("w1", slots);
    return driver;
  }

  List<PoolEvent> tell(PoolCommand command) {
    List<PoolEvent> events = rules.decide(state, command, now);
    for (PoolEvent event : events) {
      state = rules.evolve(state, event);
    }
    all.addAll(events);
    return events;
  }

  List<PoolEvent> heartbeat(String worker, int slots) {
    return tell(new NoteWorker(nameless(worker), slots, slots == 0, now));
  }

  /** A worker that runs at a named place. */
  List<PoolEvent> heartbeat(Incarnation worker, int slots) {
    return tell(new NoteWorker(worker, slots, slots == 0, now));
  }

  static Incarnation nameless(String worker) {
    return new Incarnation(worker, "", Jobs.NOON);
  }

  List<PoolEvent> queue(Job job) {
    return queue(job, Jobs.DATASET);
  }

  List<PoolEvent> queue(Job job, Dataset dataset) {
    tell(new TakeJob(job));
    return tell(new TakeDataset(job.id(), dataset));
  }

  List<PoolEvent> start(AttemptId attempt, String worker) {
    return tell(new NoteProgress(attempt, new Lease.Holder(worker, "", now)));
  }

  List<PoolEvent> start(AttemptId attempt, Incarnation worker) {
    return tell(new NoteProgress(attempt, new Lease.Holder(worker.id(), worker.name(), now)));
  }

  List<PoolEvent> store(AttemptId attempt, String worker, Checkpoint stored) {
    Lease.Holder holder = new Lease.Holder(worker, "", now);
    return tell(new NoteProgress(attempt, holder, Optional.of(stored)));
  }

  /** Everything starts again: what is left is what the journal holds. */
  void restart() {
    state = rules.initial("default");
    for (PoolEvent event : all) {
      if (event instanceof PoolEvent.Lasting) {
        state = rules.evolve(state, event);
      }
    }
  }

  List<PoolEvent> complete(AttemptId attempt, double objective) {
    return end(attempt, new Outcome.Complete(objective));
  }

  List<PoolEvent> fail(AttemptId attempt) {
    return end(attempt, new Outcome.Failed("out of memory"));
  }

  List<PoolEvent> end(AttemptId attempt, Outcome outcome) {
    return tell(new TakeResult(attempt, new Result.Ended(outcome, Curve.NONE, Map.of("mae", 1.5))));
  }

  List<PoolEvent> end(AttemptId attempt, Outcome outcome, Map<String, Double> metrics) {
    return tell(new TakeResult(attempt, new Result.Ended(outcome, Curve.NONE, metrics)));
  }

  List<PoolEvent> fit(AttemptId attempt) {
    return tell(new TakeResult(attempt, new Result.Fitted(Jobs.MODEL)));
  }

  List<PoolEvent> giveBack(AttemptId attempt) {
    return tell(new TakeResult(attempt, new Result.GivenBack("the worker stopped")));
  }

  List<PoolEvent> cancel(String job) {
    return tell(new CancelJob(job, "not needed any more"));
  }

  /** Lets time pass in ticks, while the given workers are heard. */
  List<PoolEvent> pass(Duration duration, String... heard) {
    List<PoolEvent> events = new ArrayList<>();
    Instant end = now.plus(duration);
    while (now.isBefore(end)) {
      now = now.plusMillis(500);
      for (String worker : heard) {
        Worker known = state.workers().get(worker);
        events.addAll(
            known == null ? heartbeat(worker, 1) : heartbeat(known.incarnation(), known.slots()));
      }
      events.addAll(tell(new PoolCommand.Tick()));
    }
    return events;
  }

  /** Moves the clock without a tick. */
  void jump(Duration by) {
    now = now.plus(by);
  }

  PoolState state() {
    return state;
  }

  Instant now() {
    return now;
  }

  List<AttemptId> proposed() {
    return proposedIn(all);
  }

  AttemptId lastProposed() {
    return proposed().getLast();
  }

  static List<AttemptId> proposedIn(List<PoolEvent> events) {
    return of(PoolEvent.TrialProposed.class, events).stream()
        .map(PoolEvent.TrialProposed::attempt)
        .toList();
  }

  <E extends PoolEvent> List<E> happened(Class<E> type) {
    return of(type, all);
  }

  static <E extends PoolEvent> List<E> of(Class<E> type, List<PoolEvent> events) {
    return events.stream().filter(type::isInstance).map(type::cast).toList();
  }
}
