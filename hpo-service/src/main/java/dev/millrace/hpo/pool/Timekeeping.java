package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.ModelRemembered;
import dev.millrace.hpo.pool.PoolEvent.Resumed;
import dev.millrace.hpo.pool.PoolEvent.StudyForgotten;
import dev.millrace.hpo.pool.PoolEvent.TimePassed;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
    each(
        () -> unfolding.state().open().deadlines().notAfter(unfolding.at()),
        id -> {
          if (unfolding.state().studies().get(id) instanceof Study.Searching searching) {
            searches.stop(unfolding, searching, StopReason.TIMEOUT);
          }
        });
  }

  private void forget(Unfolding unfolding) {
    Instant at = unfolding.at();
    Recollection memory = settings.memory();
    each(
        () -> unfolding.state().past().archive().before(at.minus(memory.archive())),
        id -> Closing.drop(unfolding, id));
    each(
        () -> unfolding.state().past().closed().before(at.minus(memory.closed())),
        id -> unfolding.add(new StudyForgotten(id, at)));
    each(
        () -> unfolding.state().open().early().before(at.minus(memory.closed())),
        id -> unfolding.add(new StudyForgotten(id, at)));
    each(
        () -> unfolding.state().past().models().before(at.minus(memory.models())),
        model -> unfolding.add(new ModelRemembered(model, "", List.of(), at)));
  }

  /** Until there is none left: what the action does takes each away. */
  private static void each(Supplier<Optional<String>> next, Consumer<String> action) {
    for (Optional<String> id = next.get(); id.isPresent(); id = next.get()) {
      action.accept(id.get());
    }
  }
}
