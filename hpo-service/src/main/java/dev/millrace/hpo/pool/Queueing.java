package dev.millrace.hpo.pool;

import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.study.Study;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Says why studies wait. Looked at with every tick, after the free slots were given out, and said
 * only when it has become another kind of thing, so that a busy pool does not chatter.
 */
final class Queueing {

  private final PoolSettings settings;

  Queueing(PoolSettings settings) {
    this.settings = settings;
  }

  void sayWhatIsWaitedFor(Unfolding unfolding) {
    if (hasJustResumed(unfolding)) {
      return;
    }
    PoolState state = unfolding.state();
    List<StudyWaiting> changed =
        state.studies().values().stream()
            .flatMap(study -> change(unfolding, study).stream())
            .sorted(Comparator.comparing(StudyWaiting::studyId))
            .toList();
    changed.forEach(unfolding::add);
  }

  /** Until the workers that are there have been heard, nobody knows that there is none. */
  private boolean hasJustResumed(Unfolding unfolding) {
    return unfolding.at().isBefore(unfolding.state().resumedAt().plus(settings.workerExpiry()));
  }

  private static Optional<StudyWaiting> change(Unfolding unfolding, Study study) {
    PoolState state = unfolding.state();
    Optional<Wait> said = state.waitOf(study.id());
    Optional<Wait> now = study instanceof Study.Known known ? wait(state, known) : Optional.empty();
    return said.map(Wait::kind).equals(now.map(Wait::kind))
        ? Optional.empty()
        : Optional.of(new StudyWaiting(study.id(), now, unfolding.at()));
  }

  private static Optional<Wait> wait(PoolState state, Study.Known study) {
    if (study.wantsSlot()) {
      return Optional.of(waitForSlot(state, study.job().tenant(), study.slotsAtOnce()));
    }
    // With every slot taken its own limit keeps nobody waiting.
    if (state.freeSlots() > 0
        && study instanceof Study.Searching searching
        && searching.isAtParallelLimit()) {
      int limit = searching.job().plan().parallel();
      return Optional.of(
          new Wait(
              Wait.Kind.PARALLEL_TRIALS, "its own limit of %d parallel trials".formatted(limit)));
    }
    return Optional.empty();
  }

  private static Wait waitForSlot(PoolState state, String tenant, int needed) {
    int free = state.freeSlots();
    if (state.slots() == 0) {
      return new Wait(Wait.Kind.NO_WORKER, "a worker: none is there");
    }
    if (state.queue().isAtQuota(tenant, needed)) {
      int quota = state.queue().rights().of(tenant).concurrentTrials();
      return new Wait(
          Wait.Kind.TENANT_QUOTA,
          "the quota of %d concurrent trials of tenant %s".formatted(quota, tenant));
    }
    if (needed > 1) {
      return new Wait(
          Wait.Kind.SLOTS_AT_ONCE,
          "%d slots at once: %d of %d are free".formatted(needed, free, state.slots()));
    }
    if (free > 0) {
      return new Wait(
          Wait.Kind.SLOTS_KEPT,
          "a slot: the %d of %d that are free are kept for a model that takes several at once"
              .formatted(free, state.slots()));
    }
    return new Wait(Wait.Kind.ALL_SLOTS_TAKEN, "a slot: all %d are taken".formatted(state.slots()));
  }
}
