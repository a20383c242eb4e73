package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.Resumed;
import dev.millrace.hpo.pool.PoolEvent.StudyForgotten;
import dev.millrace.hpo.pool.PoolEvent.TimePassed;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Study.AwaitingJob;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What happens because nothing happened: leases lapse, workers expire, searches time out, the past
 * is forgotten. After a start, a pause or a clock set back nobody can be blamed for silence, so
 * that tick only starts all leases anew.
 */
final class Timekeeping {

  private final PoolSettings settings;
  private final Attempts attempts;
  private final Workers workers;
  private final Searches searches;

  Timekeeping(PoolSettings settings, Attempts attempts, Workers workers, Searches searches) {
    this.settings = settings;
    this.attempts = attempts;
    this.workers = workers;
    this.searches = searches;
  }

  void tick(Unfolding unfolding) {
    Instant at = unfolding.at();
    Duration sinceLast = Duration.between(unfolding.state().lastTick(), at);
    if (sinceLast.isNegative() || sinceLast.compareTo(settings.longestPause()) > 0) {
      unfolding.add(new Resumed(at, at.plus(settings.patience())));
      return;
    }
    unfolding.add(new TimePassed(at));
    workers.expire(unfolding);
    lapse(unfolding);
    timeOut(unfolding);
    forget(unfolding);
  }

  private void lapse(Unfolding unfolding) {
    List<Lease> lapsed =
        unfolding.state().leases().values().stream()
            .filter(lease -> lease.hasLapsed(unfolding.at()))
            .sorted(LeaseOrder.BY_ATTEMPT)
            .toList();
    for (Lease lease : lapsed) {
      String reason =
          switch (lease) {
            case Lease.Offered _ -> "no worker took it";
            case Lease.Held held -> "worker %s was not heard of it".formatted(held.workerId());
          };
      attempts.lose(unfolding, lease.attempt(), reason);
    }
  }

  private void timeOut(Unfolding unfolding) {
    unfolding.state().studies().values().stream()
        .filter(Study.Searching.class::isInstance)
        .map(Study.Searching.class::cast)
        .filter(searching -> !unfolding.at().isBefore(searching.deadline()))
        .sorted(Comparator.comparing(Study::id))
        .forEach(searching -> searches.timeOut(unfolding, searching));
  }

  private void forget(Unfolding unfolding) {
    Instant longAgo = unfolding.at().minus(settings.memory());
    Optional<ClosedStudies.Stone> oldest = unfolding.state().closed().oldest();
    while (oldest.isPresent() && oldest.get().closedAt().isBefore(longAgo)) {
      unfolding.add(new StudyForgotten(oldest.get().studyId(), unfolding.at()));
      oldest = unfolding.state().closed().oldest();
    }
    unfolding.state().studies().values().stream()
        .filter(study -> study instanceof AwaitingJob early && early.since().isBefore(longAgo))
        .map(Study::id)
        .sorted()
        .forEach(id -> unfolding.add(new StudyForgotten(id, unfolding.at())));
  }
}
