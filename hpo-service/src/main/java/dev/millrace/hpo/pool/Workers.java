package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.NoteWorker;
import dev.millrace.hpo.pool.PoolEvent.WorkerGone;
import dev.millrace.hpo.pool.PoolEvent.WorkerSeen;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which workers are there. One that is gone takes its attempts with it. When another incarnation of
 * a worker has started at the same place, the earlier one is gone; that which started later is the
 * one that counts, whichever is heard first, so that two at one place by mistake do not oust each
 * other in turn.
 */
final class Workers {

  private final PoolSettings settings;
  private final Attempts attempts;

  Workers(PoolSettings settings, Attempts attempts) {
    this.settings = settings;
    this.attempts = attempts;
  }

  void note(Unfolding unfolding, NoteWorker command) {
    Duration age = Duration.between(command.writtenAt(), unfolding.at());
    Incarnation worker = command.worker();
    if (age.compareTo(settings.oldestHeartbeat()) > 0) {
      unfolding.refuse(worker.id(), Refusal.STALE_HEARTBEAT);
    } else if (hasSuccessor(unfolding.state(), worker)) {
      unfolding.refuse(worker.id(), Refusal.SUCCEEDED_WORKER);
    } else if (command.slots() == 0 && command.idle()) {
      depart(unfolding, worker.id(), "left");
    } else {
      succeed(unfolding, worker);
      unfolding.add(new WorkerSeen(worker, Math.max(0, command.slots()), unfolding.at()));
    }
  }

  private static boolean hasSuccessor(PoolState state, Incarnation worker) {
    return state.slotsInUse().workersAt(worker.name()).stream()
        .anyMatch(other -> other.incarnation().succeeds(worker));
  }

  /** Sees off earlier incarnations, and loses what is left of those that nobody remembers. */
  private void succeed(Unfolding unfolding, Incarnation worker) {
    String how = "was succeeded by " + worker.id();
    unfolding.state().slotsInUse().workersAt(worker.name()).stream()
        .filter(other -> worker.succeeds(other.incarnation()))
        .map(Worker::id)
        .sorted()
        .forEach(id -> depart(unfolding, id, how));
    List<Lease> there = unfolding.state().slotsInUse().leasesAt(worker.name());
    lose(unfolding, there, worker::succeeds, how);
  }

  /** Sees off those that have been silent for too long. */
  void expire(Unfolding unfolding) {
    List<String> silent =
        unfolding.state().workers().values().stream()
            .filter(
                worker -> !unfolding.at().isBefore(worker.lastSeen().plus(settings.workerExpiry())))
            .map(Worker::id)
            .sorted(Comparator.naturalOrder())
            .toList();
    silent.forEach(worker -> depart(unfolding, worker, "fell silent"));
  }

  private void depart(Unfolding unfolding, String workerId, String how) {
    if (unfolding.state().workers().containsKey(workerId)) {
      unfolding.add(new WorkerGone(workerId));
    }
    Collection<Lease> all = unfolding.state().leases().values();
    lose(unfolding, all, held -> held.workerId().equals(workerId), how);
  }

  private void lose(
      Unfolding unfolding, Collection<Lease> among, Predicate<Lease.Held> which, String how) {
    among.stream()
        .filter(Lease.Held.class::isInstance)
        .map(Lease.Held.class::cast)
        .filter(which)
        .sorted(LeaseOrder.BY_ATTEMPT)
        .forEach(
            held ->
                attempts.lose(
                    unfolding, held.attempt(), "worker %s %s".formatted(held.workerId(), how)));
  }
}
