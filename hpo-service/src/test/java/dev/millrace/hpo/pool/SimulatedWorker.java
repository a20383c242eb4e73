package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.search.Curve;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A worker that may be slow, fall asleep for a while, or bring anything back. */
final class SimulatedWorker {

  private static final Curve CURVE = Curve.ofValues(List.of(3f, 2f, 2f));

  private final Incarnation incarnation;
  private final int slots;
  private final PoolSimulation world;
  private final List<AttemptId> running = new ArrayList<>();
  private int asleep;

  SimulatedWorker(Incarnation incarnation, int slots, PoolSimulation world) {
    this.incarnation = incarnation;
    this.slots = slots;
    this.world = world;
  }

  List<AttemptId> running() {
    return running;
  }

  /** Silent for so long that others think it is dead; then it goes on as if nothing had been. */
  void fallAsleep() {
    asleep = world.chance(500);
  }

  void act() {
    if (asleep > 0 && !world.isCalm()) {
      asleep--;
      return;
    }
    if (world.chance(4) == 0) {
      world.heartbeat(incarnation, slots, running.isEmpty());
    }
    if (running.size() < slots && world.hasProposals()) {
      AttemptId taken = world.takeProposal();
      running.add(taken);
      world.progress(taken, incarnation);
    }
    if (!running.isEmpty()) {
      AttemptId attempt = running.get(world.chance(running.size()));
      if (world.chance(8) == 0) {
        running.remove(attempt);
        world.send("results", new TakeResult(attempt, result(attempt)));
      } else if (world.chance(4) == 0) {
        world.store(attempt, incarnation);
      } else {
        world.progress(attempt, incarnation);
      }
    }
  }

  private Result result(AttemptId attempt) {
    int kind = world.chance(20);
    if (kind == 0) {
      return new Result.GivenBack("the worker stops");
    }
    if (!attempt.isFirstRank()) {
      return new Result.Helped();
    }
    if (kind == 1) {
      return ended(new Outcome.Failed("out of memory"));
    }
    if (world.isFinalFit(attempt)) {
      return new Result.Fitted(Jobs.MODEL);
    }
    return kind < 5
        ? ended(new Outcome.Pruned(world.chance(100), world.chance(50), 0.5))
        : ended(new Outcome.Complete(world.chance(1000)));
  }

  private static Result ended(Outcome outcome) {
    return new Result.Ended(outcome, CURVE, Map.of());
  }
}
