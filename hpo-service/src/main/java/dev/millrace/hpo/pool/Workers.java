package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolCommand.NoteWorker;
import dev.millrace.hpo.pool.PoolEvent.WorkerGone;
import dev.millrace.hpo.pool.PoolEvent.WorkerSeen;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/** Which workers are there. One that is gone takes its attempts with it. */
final class Workers {

  private final PoolSettings settings;
  private final Attempts attempts;

  Workers(PoolSettings settings, Attempts attempts) {
    this.settings = settings;
    this.attempts = attempts;
  }

  void note(Unfolding unfolding, NoteWorker command) {
    Duration age = Duration.between(command.writtenAt(), unfolding.at());
    if (age.compareTo(settings.oldestHeartbeat()) > 0) {
      unfolding.refuse(command.workerId(), Refusal.STALE_HEARTBEAT);
    } else if (command.slots() == 0 && command.idle()) {
      depart(unfolding, command.workerId(), "left");
    } else {
      unfolding.add(
          new WorkerSeen(command.workerId(), Math.max(0, command.slots()), unfolding.at()));
    }
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
    unfolding.state().leases().values().stream()
        .filter(lease -> lease.isHeldBy(workerId))
        .sorted(LeaseOrder.BY_ATTEMPT)
        .forEach(
            lease ->
                attempts.lose(unfolding, lease.attempt(), "worker %s %s".formatted(workerId, how)));
  }
}
