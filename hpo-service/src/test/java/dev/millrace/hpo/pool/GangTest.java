package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.pool.PoolCommand.TakeResult;
import dev.millrace.hpo.pool.PoolCommand.TakeResult.Result;
import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.pool.PoolEvent.TrialProposed;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Final fits that several slots train together. */
class GangTest {

  private static Job together(String id, int workers, Priority priority, int secondsLater) {
    return Jobs.with(
        plan -> plan.fitWith(workers),
        Jobs.job(id, 1, 1, priority, NOON.plusSeconds(secondsLater)));
  }

  private static Job together(String id, int workers) {
    return together(id, workers, Priority.NORMAL, 0);
  }

  /** A pool in which the job has had its one search trial, and its final fit is due. */
  private static PoolDriver due(int slots, Job job) {
    PoolDriver pool = PoolDriver.withSlots(slots);
    pool.queue(job);
    pool.complete(pool.lastProposed(), 1);
    return pool;
  }

  private static TrialProposed lastProposal(PoolDriver pool) {
    return pool.happened(TrialProposed.class).getLast();
  }

  private static void startAll(PoolDriver pool, String... workers) {
    List<AttemptId> ranks = lastProposal(pool).each();
    for (AttemptId rank : ranks) {
      pool.start(rank, workers[rank.rank() % workers.length]);
    }
  }

  @Test
  void searchesWithOneSlotATrialAndFitsWithAllOfThem() {
    PoolDriver pool = due(3, together("a", 3));

    assertThat(pool.happened(TrialProposed.class))
        .extracting(TrialProposed::ranks)
        .containsExactly(1, 3);
    assertThat(pool.state().leases().keySet())
        .containsExactlyInAnyOrderElementsOf(lastProposal(pool).each());
    assertThat(pool.state().freeSlots()).isZero();
  }

  @Test
  void keepsFreeSlotsForTheOneThatComesFirstUntilItHasAll() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(Jobs.job("small", 9, 1, Priority.NORMAL, NOON));
    AttemptId small = pool.lastProposed();
    pool.queue(together("large", 2, Priority.HIGH, 60));
    pool.complete(pool.lastProposed(), 1);

    assertThat(pool.state().freeSlots()).isEqualTo(1);
    assertThat(PoolDriver.proposedIn(pool.complete(small, 2)))
        .containsExactly(new AttemptId("large", 1, 1));
    assertThat(pool.state().leases()).hasSize(2);
  }

  @Test
  void letsOthersUseTheSlotsThatDoNotSufficeAsLongAsTheStudyIsNotFirst() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(together("large", 2, Priority.NORMAL, 0));
    AttemptId search = pool.lastProposed();
    pool.queue(Jobs.job("small", 9, 9, Priority.HIGH, NOON.plusSeconds(60)));

    assertThat(PoolDriver.proposedIn(pool.complete(search, 1)))
        .extracting(AttemptId::studyId)
        .containsExactly("small");
  }

  @Test
  void passesOverWhoWantsMoreSlotsThanThereAreUntilThereAreAsMany() {
    PoolDriver pool = due(2, together("large", 4, Priority.CRITICAL, 0));

    pool.queue(Jobs.job("small", 9, 1, Priority.LOW, NOON.plusSeconds(60)));
    assertThat(pool.lastProposed().studyId()).isEqualTo("small");
    assertThat(PoolDriver.proposedIn(pool.heartbeat("more", 3)))
        .containsExactly(new AttemptId("large", 1, 1));
  }

  @Test
  void losesTheWholeAttemptWithOneRankAndRepeatsItWhenTheOthersHaveLetGo() {
    PoolDriver pool = due(3, together("a", 3));
    startAll(pool, "w1");
    AttemptId first = lastProposal(pool).attempt();

    pool.giveBack(first.ofRank(2));
    assertThat(pool.happened(AttemptLost.class))
        .extracting(AttemptLost::attempt)
        .containsExactly(first.ofRank(2));
    assertThat(pool.state().freeSlots()).isEqualTo(1);

    pool.giveBack(first);
    assertThat(lastProposal(pool).attempt()).isEqualTo(first);
    pool.giveBack(first.ofRank(1));
    assertThat(lastProposal(pool).attempt()).isEqualTo(new AttemptId("a", 1, 2));
    assertThat(pool.happened(AttemptLost.class)).hasSize(1);
  }

  /** Whichever rank has said so; the others then let go of what is over. */
  @Test
  void failsTheFinalFitAtOnceWhenItsTrialHasFailed() {
    PoolDriver pool = due(3, together("a", 3));
    startAll(pool, "w1");
    AttemptId first = lastProposal(pool).attempt();

    pool.fail(first);
    pool.giveBack(first.ofRank(1));
    pool.giveBack(first);
    pool.giveBack(first.ofRank(2));

    assertThat(lastProposal(pool).attempt()).isEqualTo(first);
    assertThat(pool.happened(AttemptLost.class)).isEmpty();
    assertThat(pool.state().leases()).isEmpty();
    assertThat(pool.state().active("a")).isEmpty();
  }

  @Test
  void freesTheRanksThatNobodyHasTakenWithTheFirstThatIsLost() {
    PoolDriver pool = due(3, together("a", 3));
    AttemptId first = lastProposal(pool).attempt();
    pool.start(first, "w1");

    pool.giveBack(first);

    assertThat(lastProposal(pool).attempt()).isEqualTo(new AttemptId("a", 1, 2));
    assertThat(pool.state().leases()).hasSize(3);
  }

  @Test
  void losesTheAttemptWhenNobodyHearsOfOneRankAnyMore() {
    PoolDriver pool = due(2, together("a", 2));
    AttemptId first = lastProposal(pool).attempt();
    startAll(pool, "w1");

    for (int second = 0; second < 60; second++) {
      pool.pass(Duration.ofSeconds(1), "w1");
      pool.start(first, "w1");
    }

    assertThat(pool.happened(AttemptLost.class))
        .extracting(AttemptLost::attempt)
        .containsExactly(first.ofRank(1));
  }

  @Test
  void takesTheModelFromTheFirstRankAloneAndFreesTheOthersAsTheyEnd() {
    PoolDriver pool = due(2, together("a", 2));
    AttemptId first = lastProposal(pool).attempt();
    startAll(pool, "w1");

    pool.tell(new TakeResult(first.ofRank(1), new Result.Helped()));
    assertThat(pool.happened(StudyClosed.class)).isEmpty();
    assertThat(pool.state().freeSlots()).isEqualTo(1);
    pool.fit(first);

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::reason)
        .containsExactly(StopReason.TRIALS);
    assertThat(pool.state().leases()).isEmpty();
  }

  @Test
  void countsTheRanksThatAreStillOutWhenTheStudyIsOver() {
    PoolDriver pool = due(2, together("a", 2));
    AttemptId first = lastProposal(pool).attempt();
    startAll(pool, "w1");

    pool.fit(first);
    assertThat(pool.state().leases().keySet()).containsExactly(first.ofRank(1));
    pool.restart();
    assertThat(pool.state().leases().keySet()).containsExactly(first.ofRank(1));
    pool.tell(new TakeResult(first.ofRank(1), new Result.Helped()));

    assertThat(pool.state().leases()).isEmpty();
  }

  @Test
  void remembersEveryRankOverARestart() {
    PoolDriver pool = due(2, together("a", 2));
    startAll(pool, "w1", "w2");
    var before = pool.state().leases();

    pool.restart();

    assertThat(pool.state().leases()).isEqualTo(before);
    assertThat(pool.state().queue().line("acme").running()).isEqualTo(pool.state().leases().size());
  }

  @Test
  void saysHowManySlotsItWaitsForAndToOthersThatTheyAreKept() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(Jobs.job("small", 9, 1, Priority.NORMAL, NOON));
    pool.queue(together("large", 2, Priority.HIGH, 60));
    pool.complete(pool.lastProposed(), 1);
    pool.queue(Jobs.job("late", 9, 1, Priority.LOW, NOON.plusSeconds(90)));

    pool.pass(PoolSettings.DEFAULT.workerExpiry().plusSeconds(2), "w1");

    assertThat(pool.happened(StudyWaiting.class))
        .extracting(said -> said.studyId() + ": " + said.waitsFor().map(Wait::text).orElse(""))
        .contains(
            "large: 2 slots at once: 1 of 2 are free",
            "late: a slot: the 1 of 2 that are free are kept for a model that takes several at"
                + " once");
  }

  @Test
  void refusesAJobThatItsTenantMayNeverHaveTheSlotsFor() {
    PoolDriver pool =
        new PoolDriver(
            PoolSettings.DEFAULT.with(
                new Rights(
                    Map.of("acme", new TenantRights(1, 2, TenantRights.UNLIMITED)),
                    TenantRights.PLAIN)));

    pool.queue(Jobs.of("acme", together("a", 3)));

    assertThat(pool.happened(StudyClosed.class))
        .singleElement()
        .satisfies(
            closed -> {
              assertThat(closed.reason()).isEqualTo(StopReason.REFUSED);
              assertThat(closed.message())
                  .isEqualTo("training_workers is 3, and tenant acme may use 2 slots at once");
            });
  }

  @Test
  void waitsForTheQuotaOfItsTenantWithoutKeepingSlotsFromOthers() {
    PoolDriver pool =
        new PoolDriver(
            PoolSettings.DEFAULT.with(
                new Rights(
                    Map.of("acme", new TenantRights(1, 2, TenantRights.UNLIMITED)),
                    TenantRights.PLAIN)));
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat("w1", 4);
    pool.queue(Jobs.of("acme", together("a", 2)));
    AttemptId search = pool.lastProposed();
    pool.queue(Jobs.of("acme", Jobs.job("busy", 9, 1, Priority.NORMAL, NOON.plusSeconds(9))));
    AttemptId busy = pool.lastProposed();
    pool.complete(search, 1);
    assertThat(pool.lastProposed()).isEqualTo(busy);

    pool.queue(Jobs.of("bolt", Jobs.job("b", 1, 1, Priority.LOW, NOON.plusSeconds(60))));
    assertThat(pool.lastProposed().studyId()).isEqualTo("b");
    assertThat(PoolDriver.proposedIn(pool.complete(busy, 1)))
        .containsExactly(new AttemptId("a", 1, 1));
  }
}
