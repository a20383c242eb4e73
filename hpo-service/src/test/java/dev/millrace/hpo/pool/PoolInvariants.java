package dev.millrace.hpo.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.pool.PoolEvent.CheckpointNoted;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.search.Parameters;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Counts;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import dev.millrace.hpo.study.Trial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold after every event, whatever happens. */
final class PoolInvariants {

  private final Map<String, Map<Integer, Outcome>> outcomes = new HashMap<>();
  private final Map<String, Parameters> parameters = new HashMap<>();
  private final Set<String> attempts = new HashSet<>();
  private final Map<String, Checkpoint> checkpoints = new HashMap<>();
  private final List<StudyClosed> closed = new ArrayList<>();
  private final Set<Class<?>> met = new HashSet<>();
  private int widest;
  private final NaivePool naive = new NaivePool();

  void check(PoolState before, PoolEvent event, PoolState after) {
    met.add(event.getClass());
    switch (event) {
      case TrialProposed proposed -> {
        checkProposal(before, proposed);
        assertThat(checkpoint(after, proposed.attempt()))
            .as("where " + proposed.attempt().text() + " goes on")
            .isEqualTo(Optional.ofNullable(checkpoints.get(proposed.attempt().trialId())));
      }
      case TrialCounted counted ->
          assertThat(
                  outcomes
                      .computeIfAbsent(counted.studyId(), _ -> new HashMap<>())
                      .put(counted.attempt().trial(), counted.outcome()))
              .as("an earlier outcome of " + counted.attempt().trialId())
              .isNull();
      case CheckpointNoted noted -> checkCheckpoint(noted, after);
      case StudyClosed end -> checkClosing(before, end, after);
      case PoolEvent.Lasting _, PoolEvent.Fleeting _ -> {}
    }
  }

  /** Slots are never oversold, an attempt is never made twice, a trial keeps its parameters. */
  private void checkProposal(PoolState before, TrialProposed proposed) {
    assertThat(before.leases().size() + proposed.ranks())
        .as("slots in use")
        .isLessThanOrEqualTo(before.slots());
    assertThat(attempts.add(proposed.attempt().text())).as(proposed.attempt().text()).isTrue();
    Parameters earlier =
        parameters.putIfAbsent(proposed.attempt().trialId(), proposed.parameters());
    assertThat(earlier).isIn(null, proposed.parameters());
    Study.Known served = (Study.Known) before.study(proposed.studyId()).orElseThrow();
    assertThat(naive.next(before)).as("the best entitled study").contains(served.id());
    assertThat(naive.slotsOf(before, served.job().tenant()))
        .as("slots of " + served.job().tenant())
        .isLessThanOrEqualTo(
            before.queue().rights().of(served.job().tenant()).concurrentTrials()
                - proposed.ranks());
    assertThat(proposed.ranks())
        .isEqualTo(served instanceof Study.FinalFit ? served.job().plan().workers() : 1);
    widest = Math.max(widest, proposed.ranks());
  }

  /** A trial never goes back to what was stored earlier. */
  private void checkCheckpoint(CheckpointNoted noted, PoolState after) {
    Checkpoint earlier = checkpoints.put(noted.attempt().trialId(), noted.checkpoint());
    assertThat(earlier == null || earlier.isBefore(noted.checkpoint()))
        .as("%s after %s", noted, earlier)
        .isTrue();
    assertThat(checkpoint(after, noted.attempt())).contains(noted.checkpoint());
  }

  private static Optional<Checkpoint> checkpoint(PoolState state, AttemptId attempt) {
    return state
        .active(attempt.studyId())
        .flatMap(study -> study.open(attempt.trial()))
        .flatMap(Trial::checkpoint);
  }

  private void checkClosing(PoolState before, StudyClosed end, PoolState after) {
    closed.add(end);
    assertThat(after.studies()).doesNotContainKey(end.studyId());
    assertThat(after.queue().wanting().map(Entitlement::studyId)).doesNotContain(end.studyId());
    if (before.studies().get(end.studyId()) instanceof Study.Active active) {
      Counts counts = active.trials().counts();
      assertThat(counts.waiting() + counts.running()).isZero();
      assertThat(counts.finished()).isEqualTo(active.trials().proposed());
      if (end.reason() == StopReason.TRIALS) {
        assertThat(counts.finished()).isEqualTo(active.brief().budget().total());
      }
    }
  }

  void check(PoolState state) {
    for (Study study : state.studies().values()) {
      if (study instanceof Study.Active active) {
        int trials = active.brief().budget().total();
        assertThat(active.trials().proposed()).isLessThanOrEqualTo(trials);
        assertThat(active.trials().open().size())
            .isLessThanOrEqualTo(active.job().plan().parallel());
      }
    }
    naive.checkIndexes(state);
  }

  /** What a restart may forget is who is there and until when leases last; all else is equal. */
  void checkReplay(PoolState live, PoolState replayed) {
    assertThat(replayed.studies()).isEqualTo(live.studies());
    assertThat(replayed.queue().offered(live.slots())).isEqualTo(live.queue());
    assertThat(replayed.open().deadlines()).isEqualTo(live.open().deadlines());
    assertThat(replayed.past()).isEqualTo(live.past());
    assertThat(holders(replayed)).isEqualTo(holders(live));
  }

  private static Map<String, String> holders(PoolState state) {
    return state.leases().values().stream()
        .collect(
            Collectors.toMap(
                lease -> lease.attempt().text(),
                lease -> lease instanceof Lease.Held held ? held.workerId() : "nobody"));
  }

  void checkEnd(Map<String, Job> jobs, PoolState end) {
    assertThat(closed.stream().map(StudyClosed::studyId))
        .as("studies that ended")
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(jobs.keySet());
    assertThat(end.queue().size()).isZero();
  }

  /** Most slots that an attempt took at once. */
  int widest() {
    return widest;
  }

  /** Kinds of events that happened. */
  Set<Class<?>> met() {
    return met;
  }

  List<StudyClosed> closed() {
    return List.copyOf(closed);
  }
}
