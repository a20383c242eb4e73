package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.NOON;
import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.hpo.pool.PoolEvent.StudyClosed;
import dev.millrace.hpo.pool.PoolEvent.StudyWaiting;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Job;
import dev.millrace.hpo.study.Priority;
import dev.millrace.hpo.study.StopReason;
import dev.millrace.hpo.study.Study;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How tenants share a pool, and what is said to those who wait. */
class SharingTest {

  private static final PoolSettings SETTINGS =
      PoolSettings.DEFAULT.with(
          new Rights(
              Map.of(
                  "large", new TenantRights(3, TenantRights.UNLIMITED, TenantRights.UNLIMITED),
                  "small", new TenantRights(1, 2, 2)),
              TenantRights.PLAIN));

  @Test
  void givesSlotsToTheTenantThatUsesTheLeastOfItsShare() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.queue(Jobs.of("acme", job("a1", 9, 9)));
    pool.queue(Jobs.of("acme", job("a2", 9, 9)));
    pool.queue(Jobs.of("bolt", job("b", 9, 9, Priority.NORMAL, NOON.plusSeconds(60))));

    pool.heartbeat("w1", 4);

    assertThat(pool.proposed())
        .extracting(AttemptId::studyId)
        .containsExactly("a1", "b", "a1", "b");
  }

  @Test
  void leavesHalfTheSlotsToTheOneJobOfATenantBesideTheFiftyOfAnother() {
    PoolDriver pool = PoolDriver.withSlots(4);
    for (int series = 0; series < 50; series++) {
      pool.queue(Jobs.of("acme", job("series-%02d".formatted(series), 100, 4)));
    }
    Deque<AttemptId> running = new ArrayDeque<>(pool.proposed());
    pool.queue(Jobs.of("bolt", job("b", 100, 4, Priority.NORMAL, NOON.plusSeconds(60))));

    List<AttemptId> later = new ArrayList<>();
    for (int ended = 0; ended < 40; ended++) {
      List<AttemptId> next =
          PoolDriver.proposedIn(pool.complete(running.removeFirst(), 1.0 + ended));
      running.addAll(next);
      later.addAll(next);
    }

    assertThat(later).hasSize(40);
    assertThat(later.stream().filter(trial -> trial.studyId().equals("b")).count())
        .isBetween(20L, 21L);
  }

  @Test
  void givesATenantOfThreefoldWeightThreeSlotsForEachOfTheOthers() {
    PoolDriver pool = new PoolDriver(SETTINGS);
    pool.tell(new PoolCommand.Tick());
    pool.queue(Jobs.of("plain", job("p", 50, 50)));
    pool.queue(Jobs.of("large", job("l", 50, 50)));

    pool.heartbeat("w1", 8);

    assertThat(pool.proposed()).extracting(AttemptId::studyId).filteredOn("l"::equals).hasSize(6);
  }

  @Test
  void servesAMoreUrgentStudyBeforeTheFairShare() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.queue(Jobs.of("acme", job("urgent", 9, 9, Priority.HIGH, NOON)));
    pool.queue(Jobs.of("bolt", job("b", 9, 9)));

    pool.heartbeat("w1", 3);

    assertThat(pool.proposed()).extracting(AttemptId::studyId).containsOnly("urgent");
  }

  @Test
  void letsATenantWaitWhenItsQuotaOfConcurrentTrialsIsUsedUp() {
    PoolDriver pool = PoolDriver.withSlots(5, SETTINGS);

    List<PoolEvent> events = pool.queue(Jobs.of("small", job("s", 9, 9)));

    assertThat(PoolDriver.proposedIn(events)).hasSize(2);
    assertThat(PoolDriver.proposedIn(pool.complete(new AttemptId("s", 0, 1), 1))).hasSize(1);
  }

  @Test
  void countsTheSlotsOfClosedStudiesInTheQuota() {
    PoolDriver pool = PoolDriver.withSlots(5, SETTINGS);
    pool.queue(Jobs.of("small", job("s", 9, 9)));
    pool.cancel("s");

    List<PoolEvent> whileBusy = pool.queue(Jobs.of("small", job("t", 9, 9)));
    List<PoolEvent> freed = pool.complete(new AttemptId("s", 0, 1), 1);

    assertThat(PoolDriver.proposedIn(whileBusy)).isEmpty();
    assertThat(PoolDriver.proposedIn(freed)).containsExactly(new AttemptId("t", 0, 1));
  }

  @Test
  void refusesAJobOfATenantThatHasTooManyWaiting() {
    PoolDriver pool = new PoolDriver(SETTINGS);
    pool.queue(Jobs.of("small", job("s1", 9, 9)));
    pool.queue(Jobs.of("small", job("s2", 9, 9)));

    pool.queue(Jobs.of("small", job("s3", 9, 9)));

    assertThat(pool.happened(StudyClosed.class))
        .extracting(StudyClosed::studyId, StudyClosed::reason, StudyClosed::message)
        .containsExactly(
            tuple(
                "s3", StopReason.REFUSED, "tenant small has 2 jobs waiting, and may have no more"));
  }

  @Test
  void takesAJobAgainOnceAnotherHasBegun() {
    PoolDriver pool = new PoolDriver(SETTINGS);
    pool.tell(new PoolCommand.Tick());
    pool.queue(Jobs.of("small", job("s1", 9, 1)));
    pool.queue(Jobs.of("small", job("s2", 9, 1)));
    pool.heartbeat("w1", 1);

    pool.queue(Jobs.of("small", job("s3", 9, 1)));

    assertThat(pool.state().studies()).containsKey("s3");
  }

  @Test
  void saysOnceWhatAStudyWaitsFor() {
    PoolDriver pool = new PoolDriver(SETTINGS);
    Job job = Jobs.of("small", job("s", 9, 9));
    pool.tell(new PoolCommand.Tick());
    pool.queue(job);

    assertThat(waits(pool.pass(Duration.ofSeconds(20))))
        .containsExactly(Optional.of(Wait.Kind.NO_WORKER));
    pool.heartbeat("w1", 1);
    assertThat(waits(pool.pass(Duration.ofSeconds(3), "w1")))
        .containsExactly(Optional.of(Wait.Kind.ALL_SLOTS_TAKEN));
    pool.heartbeat("w2", 4);
    assertThat(waits(pool.pass(Duration.ofSeconds(3), "w1", "w2")))
        .containsExactly(Optional.of(Wait.Kind.TENANT_QUOTA));
    assertThat(pool.state().waitOf("s").map(Wait::text))
        .contains("the quota of 2 concurrent trials of tenant small");
  }

  @Test
  void saysWhenAStudyWaitsForItself() {
    PoolDriver pool = PoolDriver.withSlots(5);
    pool.queue(job("a", 9, 2));

    assertThat(waits(pool.pass(Duration.ofSeconds(15), "w1")))
        .containsExactly(Optional.of(Wait.Kind.PARALLEL_TRIALS));
  }

  @Test
  void doesNotTakeItsOwnLimitForTheReasonWhenThereIsNoSlotLeftAnyway() {
    PoolDriver pool = PoolDriver.withSlots(2);
    pool.queue(job("a", 9, 2));

    assertThat(waits(pool.pass(Duration.ofSeconds(15), "w1"))).isEmpty();
  }

  @Test
  void waitsForNothingThatItsSearchWaitedForOnceTheSearchIsOver() {
    PoolDriver pool = PoolDriver.withSlots(5);
    pool.queue(job("a", 1, 1));
    pool.pass(Duration.ofSeconds(15), "w1");
    assertThat(pool.state().waitOf("a")).isPresent();

    pool.complete(pool.lastProposed(), 1);

    assertThat(pool.state().study("a")).get().isInstanceOf(Study.FinalFit.class);
    assertThat(pool.state().waitOf("a")).isEmpty();
  }

  private static List<Optional<Wait.Kind>> waits(List<PoolEvent> events) {
    return PoolDriver.of(StudyWaiting.class, events).stream()
        .map(event -> event.waitsFor().map(Wait::kind))
        .toList();
  }
}
