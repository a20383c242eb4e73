package dev.millrace.standalone.bench.scheduler;

import dev.millrace.hpo.pool.Incarnation;
import dev.millrace.hpo.pool.Lease;
import dev.millrace.hpo.pool.PoolCommand;
import dev.millrace.hpo.pool.PoolCommand.NoteProgress;
import dev.millrace.hpo.pool.PoolCommand.NoteWorker;
import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.pool.PoolCommand.Tick;
import dev.millrace.hpo.pool.PoolEvent;
import dev.millrace.hpo.pool.PoolRules;
import dev.millrace.hpo.pool.PoolSettings;
import dev.millrace.hpo.pool.PoolState;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Enclosed;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

/**
 * A pool's rules with simulated workers on a virtual clock. Everything that a worker would say is
 * said: that it starts, that it ends, that it lives; and time is told as often as in production.
 */
final class VirtualPool {
  private static final Instant START = Instant.EPOCH.plus(Duration.ofDays(1));
  private static final String POOL = "default";
  private static final Duration TICK = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofSeconds(2);

  /** Lengths vary by so much, or all trials would end at the same instants for ever. */
  private static final double SPREAD = 0.2;

  private static final Enclosed MODEL = new Enclosed() {};

  /** Hears what happens, and the state it leads to. */
  interface Chronicle {
    void happened(PoolState after, List<PoolEvent> events);
  }

  private final PoolRules rules = new PoolRules(PoolSettings.DEFAULT);
  private final SchedulerLoad load;
  private final Instant start;
  private final Chronicle chronicle;
  private final SplittableRandom random = new SplittableRandom(1);
  private final PriorityQueue<Due> agenda = new PriorityQueue<>();
  private final ArrayDeque<Integer> idle = new ArrayDeque<>();
  private final BitSet working = new BitSet();
  private PoolState state = rules.initial(POOL);
  private Instant now;
  private Duration busy = Duration.ZERO;
  private long sequence;
  private int slotsEach = 1;
  private int started;
  private int fitted;

  /** Something that a worker, or time itself, is about to say. */
  private record Due(Instant at, long sequence, int worker, AttemptId attempt, What what)
      implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = at.compareTo(other.at);
      return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
    }
  }

  private enum What {
    END,
    HEARTBEAT,
    TICK
  }

  private static final AttemptId NONE = new AttemptId("", 0, 1);

  VirtualPool(SchedulerLoad load) {
    this(load, START, (_, _) -> {});
  }

  VirtualPool(SchedulerLoad load, Instant start, Chronicle chronicle) {
    this.load = load;
    this.start = start;
    this.chronicle = chronicle;
    this.now = start;
  }

  /** Starts ticking, and lets the workers announce themselves over one heartbeat interval. */
  void begin() {
    apply(new Tick());
    schedule(TICK, 0, NONE, What.TICK);
    for (int worker = 0; worker < load.workers(); worker++) {
      idle.add(worker);
      beat(worker);
      Duration first = HEARTBEAT.multipliedBy(worker).dividedBy(load.workers());
      schedule(first, worker, NONE, What.HEARTBEAT);
    }
  }

  /** A command from outside, now. */
  void apply(PoolCommand command) {
    List<PoolEvent> events = rules.decide(state, command, now);
    for (PoolEvent event : events) {
      state = rules.evolve(state, event);
    }
    chronicle.happened(state, events);
    for (PoolEvent event : events) {
      if (event instanceof PoolEvent.TrialProposed proposed) {
        start(proposed.attempt());
      }
    }
  }

  /** Goes on to the next thing that happens. */
  void step() {
    Due due = agenda.remove();
    now = due.at();
    switch (due.what()) {
      case END -> end(due.worker(), due.attempt());
      case HEARTBEAT -> {
        beat(due.worker());
        schedule(HEARTBEAT, due.worker(), NONE, What.HEARTBEAT);
      }
      case TICK -> {
        apply(new Tick());
        schedule(TICK, 0, NONE, What.TICK);
      }
    }
  }

  /** Workers take nothing more; what they have they bring to an end. */
  void drain() {
    slotsEach = 0;
    for (int worker = 0; worker < load.workers(); worker++) {
      beat(worker);
    }
  }

  private void start(AttemptId attempt) {
    started++;
    int worker = idle.remove();
    working.set(worker);
    double factor = 1 + SPREAD * (2 * random.nextDouble() - 1);
    Duration length = Duration.ofNanos((long) (load.trialLength().toNanos() * factor));
    busy = busy.plus(length);
    apply(new NoteProgress(attempt, new Lease.Holder(name(worker), "", start)));
    schedule(length, worker, attempt, What.END);
  }

  private void end(int worker, AttemptId attempt) {
    idle.add(worker);
    working.clear(worker);
    fitted++;
    Result result =
        state.study(attempt.studyId()).orElseThrow() instanceof Study.FinalFit
            ? new Result.Fitted(MODEL)
            : new Result.Ended(new Outcome.Complete(random.nextDouble()), Curve.NONE, Map.of());
    apply(new TakeResult(attempt, result));
  }

  private void beat(int worker) {
    Incarnation incarnation = new Incarnation(name(worker), "", start);
    apply(new NoteWorker(incarnation, slotsEach, !working.get(worker), now));
  }

  private void schedule(Duration after, int worker, AttemptId attempt, What what) {
    agenda.add(new Due(now.plus(after), sequence++, worker, attempt, what));
  }

  private static String name(int worker) {
    return "worker-" + worker;
  }

  /** Fits that were begun, search trials and final ones. */
  int started() {
    return started;
  }

  /** Fits that have ended, search trials and final ones. */
  int fitted() {
    return fitted;
  }

  Instant now() {
    return now;
  }

  /** Time that slots have spent, or will have spent, on what was started up to now. */
  Duration busy() {
    return busy;
  }
}
