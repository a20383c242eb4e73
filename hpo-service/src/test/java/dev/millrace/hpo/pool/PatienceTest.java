package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.Refused;
import dev.millrace.hpo.pool.PoolEvent.Resumed;
import dev.millrace.hpo.pool.PoolEvent.SearchEnded;
import dev.millrace.hpo.pool.PoolEvent.SearchStopped;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.pool.PoolEvent.WorkerGone;
import dev.millrace.hpo.search.Outcome;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.StopReason;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens because nothing happened: leases, workers, deadlines, restarts. */
class PatienceTest {

  private static final AttemptId FIRST = new AttemptId("a", 0, 1);
  private static final AttemptId SECOND = new AttemptId("a", 0, 2);

  // ---- leases

  @Test
  void proposesALostTrialAgainWithTheSameParameters() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");

    pool.pass(Duration.ofSeconds(30), "w1");

    assertThat(pool.happened(AttemptLost.class))
        .extracting(AttemptLost::attempt)
        .containsExactly(FIRST);
    List<TrialProposed> proposed = pool.happened(TrialProposed.class);
    assertThat(proposed).extracting(TrialProposed::attempt).containsExactly(FIRST, SECOND);
    assertThat(proposed.get(1).parameters()).isEqualTo(proposed.get(0).parameters());
  }

  @Test
  void doesNotLoseAnAttemptThatIsHeardOf() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");

    for (int i = 0; i < 10; i++) {
      pool.pass(Duration.ofSeconds(29), "w1");
      pool.start(FIRST, "w1");
    }

    assertThat(pool.happened(AttemptLost.class)).isEmpty();
  }

  @Test
  void waitsLongerForAProposalToBePickedUp() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));

    assertThat(PoolDriver.of(AttemptLost.class, pool.pass(Duration.ofSeconds(59), "w1"))).isEmpty();
    assertThat(PoolDriver.of(AttemptLost.class, pool.pass(Duration.ofSeconds(1), "w1")))
        .extracting(AttemptLost::reason)
        .containsExactly("no worker took it");
  }

  @Test
  void countsTheLateResultOfALostAttemptWhenItIsTheFirst() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");
    pool.pass(Duration.ofSeconds(30), "w1");
    pool.start(SECOND, "w1");

    List<PoolEvent> late = pool.complete(FIRST, 5);
    List<PoolEvent> later = pool.complete(SECOND, 4);

    assertThat(PoolDriver.of(TrialCounted.class, late))
        .extracting(TrialCounted::attempt, TrialCounted::outcome)
        .containsExactly(tuple(FIRST, new Outcome.Complete(5)));
    assertThat(PoolDriver.of(TrialCounted.class, later)).isEmpty();
    assertThat(later).contains(new Refused("a-0-2", Refusal.TRIAL_ALREADY_COUNTED));
  }

  @Test
  void keepsTheSlotOfASecondAttemptAfterTheFirstOneCounted() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 3));
    pool.start(FIRST, "w1");
    pool.pass(Duration.ofSeconds(30), "w1");
    pool.start(SECOND, "w1");

    List<PoolEvent> late = pool.complete(FIRST, 5);

    assertThat(PoolDriver.proposedIn(late)).isEmpty();
    assertThat(pool.state().leases()).containsOnlyKeys(SECOND);
  }

  @Test
  void failsATrialThatWasLostTooOften() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));

    for (int attempt = 1; attempt <= 3; attempt++) {
      pool.start(new AttemptId("a", 0, attempt), "w1");
      pool.pass(Duration.ofSeconds(30), "w1");
    }

    assertThat(pool.happened(TrialCounted.class))
        .extracting(TrialCounted::outcome)
        .containsExactly(
            new Outcome.Failed("lost 3 times, at last because worker w1 was not heard of it"));
    assertThat(pool.lastProposed()).isEqualTo(new AttemptId("a", 1, 1));
  }

  @Test
  void repeatsALostFinalFitAndFailsTheStudyInTheEnd() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 1, 1));
    pool.complete(FIRST, 5);

    for (int attempt = 1; attempt <= 3; attempt++) {
      pool.start(new AttemptId("a", 1, attempt), "w1");
      pool.pass(Duration.ofSeconds(30), "w1");
    }

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::message)
        .containsExactly(
            "the final fit failed: lost 3 times, at last because worker w1 was not heard of it");
  }

  @Test
  void refusesProgressOfALostAttempt() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");
    pool.pass(Duration.ofSeconds(30), "w1");

    assertThat(pool.start(FIRST, "w1")).containsExactly(new Refused("a-0-1", Refusal.LEASE_LAPSED));
  }

  // ---- workers

  @Test
  void losesTheAttemptsOfAWorkerThatFellSilent() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.heartbeat("w2", 1);
    pool.queue(job("a", 3, 2));
    pool.start(FIRST, "w2");
    pool.start(new AttemptId("a", 1, 1), "w1");

    List<PoolEvent> events = pool.pass(Duration.ofSeconds(10), "w1");

    assertThat(events).contains(new WorkerGone("w2"));
    assertThat(PoolDriver.of(AttemptLost.class, events))
        .extracting(AttemptLost::attempt, AttemptLost::reason)
        .containsExactly(tuple(FIRST, "worker w2 fell silent"));
  }

  @Test
  void losesTheAttemptsOfAWorkerThatLeavesAtOnce() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 2));
    pool.start(FIRST, "w1");

    assertThat(PoolDriver.of(AttemptLost.class, pool.heartbeat("w1", 0))).hasSize(1);
  }

  @Test
  void letsAWorkerEndItsTrialsBeforeItLeaves() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");

    List<PoolEvent> leaving =
        pool.tell(new PoolCommand.NoteWorker(PoolDriver.nameless("w1"), 0, false, pool.now()));
    List<PoolEvent> ended = pool.complete(FIRST, 1);

    assertThat(PoolDriver.of(AttemptLost.class, leaving)).isEmpty();
    assertThat(PoolDriver.of(TrialCounted.class, ended)).hasSize(1);
    assertThat(PoolDriver.proposedIn(ended)).isEmpty();
  }

  @Test
  void doesNotCountOnAWorkerThatWasHeardLongAgo() {
    PoolDriver pool = new PoolDriver();
    pool.queue(job("a", 3, 1));

    List<PoolEvent> events =
        pool.tell(
            new PoolCommand.NoteWorker(
                PoolDriver.nameless("w1"), 4, true, pool.now().minusSeconds(61)));

    assertThat(events).containsExactly(new Refused("w1", Refusal.STALE_HEARTBEAT));
  }

  @Test
  void takesNoteWhenAnotherWorkerStartsTheSameAttempt() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.heartbeat("w2", 1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w2");

    pool.start(FIRST, "w1");

    assertThat(PoolDriver.of(AttemptLost.class, pool.pass(Duration.ofSeconds(11), "w1"))).isEmpty();
  }

  @Test
  void proposesAgainWhatAWorkerGivesBack() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");

    assertThat(PoolDriver.proposedIn(pool.giveBack(FIRST))).containsExactly(SECOND);
  }

  // ---- time-out of a search

  @Test
  void endsASearchInTimeAndFitsTheBest() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 50, 1));
    pool.complete(FIRST, 5);
    AttemptId running = pool.lastProposed();
    keepAliveFor(pool, running, Duration.ofMinutes(30));

    List<PoolEvent> ended = pool.complete(running, 4);

    assertThat(pool.happened(SearchStopped.class)).hasSize(1);
    assertThat(ended).contains(new SearchEnded("a", StopReason.TIMEOUT, pool.now()));
    assertThat(PoolDriver.proposedIn(ended)).containsExactly(new AttemptId("a", 2, 1));
  }

  @Test
  void cancelsWhatIsGivenBackWhenTheTimeIsUp() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 50, 1));
    keepAliveFor(pool, FIRST, Duration.ofMinutes(30));

    List<PoolEvent> events = pool.giveBack(FIRST);

    assertThat(PoolDriver.of(TrialCounted.class, events))
        .extracting(TrialCounted::outcome)
        .containsExactly(new Outcome.Cancelled("the worker stopped"));
    assertThat(PoolDriver.of(StudyClosed.class, events))
        .extracting(StudyClosed::reason, StudyClosed::message)
        .containsExactly(tuple(StopReason.TIMEOUT, "no trial was complete when the time was up"));
  }

  @Test
  void doesNotRepeatALostTrialWhenTheTimeIsUp() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 50, 1));
    pool.complete(FIRST, 5);
    AttemptId running = pool.lastProposed();
    keepAliveFor(pool, running, Duration.ofMinutes(30));

    List<PoolEvent> events = pool.pass(Duration.ofSeconds(31), "w1");

    assertThat(PoolDriver.of(TrialCounted.class, events))
        .extracting(TrialCounted::outcome)
        .containsExactly(new Outcome.Cancelled("the search timed out"));
    assertThat(PoolDriver.of(SearchEnded.class, events)).hasSize(1);
  }

  // ---- restarts, pauses, clocks

  @Test
  void startsAllLeasesAnewAfterAPause() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");
    pool.jump(Duration.ofHours(8));

    List<PoolEvent> woken = pool.tell(new PoolCommand.Tick());

    assertThat(PoolDriver.of(Resumed.class, woken)).hasSize(1);
    assertThat(PoolDriver.of(AttemptLost.class, pool.pass(Duration.ofSeconds(29), "w1"))).isEmpty();
  }

  @Test
  void startsAllLeasesAnewWhenTheClockIsSetBack() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");
    pool.jump(Duration.ofHours(-1));

    pool.tell(new PoolCommand.Tick());
    pool.heartbeat("w1", 1);

    assertThat(PoolDriver.of(AttemptLost.class, pool.pass(Duration.ofSeconds(61), "w1")))
        .hasSize(1);
  }

  private static void keepAliveFor(PoolDriver pool, AttemptId attempt, Duration duration) {
    for (int i = 0; i < duration.toSeconds() / 10; i++) {
      pool.start(attempt, "w1");
      pool.pass(Duration.ofSeconds(10), "w1");
    }
  }
}
