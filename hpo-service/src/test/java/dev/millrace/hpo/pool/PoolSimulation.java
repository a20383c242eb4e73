package dev.millrace.hpo.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.pool.PoolCommand.CancelJob;
import dev.millrace.hpo.pool.PoolCommand.NoteProgress;
import dev.millrace.hpo.pool.PoolCommand.NoteWorker;
import dev.millrace.hpo.pool.PoolCommand.TakeDataset;
import dev.millrace.hpo.pool.PoolCommand.TakeJob;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.MedianPruner;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.search.Strategy;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Beginning;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Dataset;
import dev.millrace.hpo.study.Goals;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.SearchPlan;
import dev.millrace.hpo.study.SeriesProfile;
import dev.millrace.hpo.study.StopRules;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * A pool with its workers on an in-memory bus. One seed decides everything: which topic is read
 * next, what is delivered twice, who dies, when the clock jumps, when the rules are restarted out
 * of their journal. {@link PoolInvariants} look at every step.
 */
final class PoolSimulation {

  private static final Instant BEGIN = Jobs.NOON;
  private static final List<Priority> PRIORITIES = List.of(Priority.values());
  private static final int MOST_WORKERS = 3;
  private static final List<String> TENANTS = List.of("acme", "bolt", "cube");

  /** Small quotas and a short memory, so that both are felt. */
  private static final PoolSettings SETTINGS =
      PoolSettings.DEFAULT
          .with(
              new Rights(
                  Map.of("acme", new TenantRights(3, 4, 20), "bolt", new TenantRights(1, 1, 2)),
                  new TenantRights(1, TenantRights.UNLIMITED, TenantRights.UNLIMITED)))
          .with(
              new Recollection(
                  Duration.ofDays(1), Duration.ofMinutes(20), 60, Duration.ofMinutes(30), 2));

  private final SplittableRandom random;
  private final PoolRules rules = new PoolRules(SETTINGS);
  private final SimulatedJournal journal = new SimulatedJournal();
  private final PoolInvariants invariants = new PoolInvariants();
  private final Map<String, Deque<PoolCommand>> topics = new LinkedHashMap<>();
  private final Deque<AttemptId> proposals = new ArrayDeque<>();
  private final List<SimulatedWorker> workers = new ArrayList<>();
  private final Map<String, Job> jobs = new HashMap<>();
  private final Set<AttemptId> finalFits = new HashSet<>();
  private PoolState state = rules.initial("default");
  private Instant now = BEGIN;
  private Instant lastTick = BEGIN;
  private int jobsToCome;
  private int workersEver;
  private int storedEver;
  private boolean calm;

  PoolSimulation(long seed) {
    this.random = new SplittableRandom(seed);
    for (String topic :
        List.of("jobs", "datasets", "cancellations", "progress", "results", "heartbeats")) {
      topics.put(topic, new ArrayDeque<>());
    }
  }

  /** Chaos for a while, then quiet until everything is done. */
  PoolInvariants run(int jobCount, int chaosSteps) {
    jobsToCome = jobCount;
    while (jobs.size() < jobCount / 2) {
      request(jobs.size());
    }
    for (int step = 0; step < chaosSteps; step++) {
      if (step % (chaosSteps / jobCount) == 0 && jobs.size() < jobCount) {
        request(jobs.size());
      }
      chaos();
    }
    calm = true;
    startWorker(MOST_WORKERS);
    for (int step = 0; step < 200_000 && !isDone(); step++) {
      routine();
    }
    assertThat(state.studies()).as("studies that never ended").isEmpty();
    invariants.checkEnd(jobs, state);
    return invariants;
  }

  private boolean isDone() {
    return state.studies().isEmpty() && topics.values().stream().allMatch(Deque::isEmpty);
  }

  private void request(int number) {
    String continued = continued(number);
    Job job =
        new Job(
            "job" + number,
            tenant(continued),
            PRIORITIES.get(random.nextInt(PRIORITIES.size())),
            BEGIN.plusSeconds(random.nextInt(100)),
            Jobs.SUBJECT,
            plan(number, continued),
            new Jobs.Named("request"));
    jobs.put(job.id(), job);
    send("jobs", new TakeJob(job));
    if (random.nextInt(12) == 0) {
      send("datasets", new PoolCommand.GiveUpDataset(job.id(), List.of("too few rows")));
    } else {
      send("datasets", new TakeDataset(job.id(), dataset()));
    }
  }

  /** One that is remembered, or any job, which may not be over or is of another tenant. */
  private String continued(int number) {
    List<String> archived = state.past().archive().byId().keySet().stream().sorted().toList();
    if (!archived.isEmpty() && random.nextInt(3) == 0) {
      return archived.get(random.nextInt(archived.size()));
    }
    return number > 0 && random.nextInt(8) == 0 ? "job" + random.nextInt(number) : "";
  }

  private String tenant(String continued) {
    return state
        .past()
        .archive()
        .get(continued)
        .map(Archived::tenant)
        .orElse(TENANTS.get(random.nextInt(TENANTS.size())));
  }

  private SearchPlan plan(int number, String continued) {
    return new SearchPlan(
        Jobs.SPACE,
        Strategy.TPE,
        new MedianPruner(0, 0.05, 1),
        random.nextInt(0, 15),
        random.nextInt(1, 5),
        Duration.ofSeconds(random.nextInt(20, 2000)),
        number,
        3,
        random.nextInt(3) == 0 ? random.nextInt(2, MOST_WORKERS + 1) : 1,
        Goals.ONE,
        new StopRules(
            random.nextInt(4) == 0
                ? OptionalDouble.of(random.nextInt(200))
                : OptionalDouble.empty(),
            random.nextInt(4) == 0 ? random.nextInt(1, 6) : 0,
            random.nextInt(4) == 0 ? random.nextInt(1, 4) : 0),
        new Beginning(
            random.nextInt(4) == 0 ? List.of(Parameters.NONE) : List.of(),
            random.nextBoolean(),
            continued));
  }

  private Dataset dataset() {
    return Jobs.dataset("sha" + random.nextInt(2), SeriesProfile.UNKNOWN);
  }

  private void chaos() {
    switch (random.nextInt(400)) {
      case 0, 1 -> startWorker();
      case 2, 3 -> kill();
      case 4 -> restart();
      case 5 -> now = now.plus(Duration.ofSeconds(random.nextInt(-40, 200)));
      case 6 -> send("cancellations", new CancelJob("job" + random.nextInt(jobsToCome), "no"));
      case 7 -> workers.forEach(SimulatedWorker::fallAsleep);
      default -> routine();
    }
  }

  private void routine() {
    now = now.plusMillis(random.nextInt(60));
    if (Duration.between(lastTick, now).abs().toMillis() >= 500) {
      lastTick = now;
      tell(new PoolCommand.Tick());
    }
    if (random.nextInt(3) > 0) {
      deliver();
    } else if (!workers.isEmpty()) {
      workers.get(random.nextInt(workers.size())).act();
    }
  }

  /** Takes from a topic in its order; what was not acknowledged in time comes again. */
  private void deliver() {
    List<Deque<PoolCommand>> waiting =
        topics.values().stream().filter(topic -> !topic.isEmpty()).toList();
    if (waiting.isEmpty()) {
      return;
    }
    Deque<PoolCommand> topic = waiting.get(random.nextInt(waiting.size()));
    PoolCommand command = topic.removeFirst();
    tell(command);
    if (random.nextInt(10) == 0) {
      tell(command);
    }
    if (random.nextInt(50) == 0) {
      topic.addLast(command);
    }
  }

  private void tell(PoolCommand command) {
    for (PoolEvent event : rules.decide(state, command, now)) {
      PoolState before = state;
      state = rules.evolve(state, event);
      journal.append(event);
      invariants.check(before, event, state);
      if (event instanceof TrialProposed proposed) {
        proposals.addAll(proposed.each());
        if (state.studies().get(proposed.studyId()) instanceof Study.FinalFit) {
          finalFits.addAll(proposed.each());
        }
      }
    }
    invariants.check(state);
  }

  private void restart() {
    PoolState replayed = rules.initial("default");
    for (PoolEvent event : journal.events()) {
      replayed = rules.evolve(replayed, event);
    }
    invariants.checkReplay(state, replayed);
    state = replayed;
  }

  private void startWorker() {
    startWorker(random.nextInt(1, 4));
  }

  private void startWorker(int slots) {
    // Few places: most successors find one of a worker that died, some one of a worker that lives.
    String name = random.nextInt(4) == 0 ? "" : "place-" + random.nextInt(3);
    var incarnation = new Incarnation("w" + workersEver++, name, now);
    workers.add(new SimulatedWorker(incarnation, slots, this));
  }

  private void kill() {
    if (!workers.isEmpty()) {
      SimulatedWorker dead = workers.remove(random.nextInt(workers.size()));
      // A share group gives out again what was not acknowledged.
      if (random.nextBoolean()) {
        dead.running().stream().findFirst().ifPresent(proposals::addFirst);
      }
    }
  }

  // ---- what workers see of the world

  boolean isCalm() {
    return calm;
  }

  int chance(int bound) {
    return random.nextInt(bound);
  }

  AttemptId takeProposal() {
    return proposals.removeFirst();
  }

  boolean hasProposals() {
    return !proposals.isEmpty();
  }

  boolean isFinalFit(AttemptId attempt) {
    return finalFits.contains(attempt);
  }

  void progress(AttemptId attempt, Incarnation worker) {
    send("progress", new NoteProgress(attempt, new Lease.Holder(worker.id(), worker.name(), now)));
  }

  /** Each is stored after a later round than all before. */
  void store(AttemptId attempt, Incarnation worker) {
    Checkpoint stored = new Checkpoint(attempt.number(), ++storedEver, "s3://here", "abc", 7);
    Lease.Holder holder = new Lease.Holder(worker.id(), worker.name(), now);
    send("progress", new NoteProgress(attempt, holder, Optional.of(stored)));
  }

  void heartbeat(Incarnation worker, int slots, boolean idle) {
    send("heartbeats", new NoteWorker(worker, slots, idle, now));
  }

  void send(String topic, PoolCommand command) {
    topics.computeIfAbsent(topic, _ -> new ArrayDeque<>()).addLast(command);
  }
}
