package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.NOON;
import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.millrace.hpo.pool.PoolEvent.AttemptLost;
import dev.millrace.hpo.pool.PoolEvent.Refused;
import dev.millrace.hpo.pool.PoolEvent.TrialCounted;
import dev.millrace.hpo.pool.PoolEvent.WorkerGone;
import dev.millrace.hpo.study.AttemptId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of a worker's attempts when it starts again at the same place. */
class SuccessionTest {

  private static final AttemptId FIRST = new AttemptId("a", 0, 1);
  private static final AttemptId SECOND = new AttemptId("a", 0, 2);
  private static final Incarnation OLD = new Incarnation("x", "worker-1", NOON.minusSeconds(60));
  private static final Incarnation NEW = new Incarnation("b", "worker-1", NOON.plusSeconds(5));

  /** A pool whose only worker is the old one, which runs the first attempt. */
  private static PoolDriver pool() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat(OLD, 1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, OLD);
    pool.jump(Duration.ofSeconds(6));
    return pool;
  }

  @Test
  void losesTheAttemptsOfTheEarlierIncarnationAtOnce() {
    PoolDriver pool = pool();

    List<PoolEvent> events = pool.heartbeat(NEW, 1);

    assertThat(events).contains(new WorkerGone("x"));
    assertThat(PoolDriver.of(AttemptLost.class, events))
        .extracting(AttemptLost::attempt, AttemptLost::reason)
        .containsExactly(tuple(FIRST, "worker x was succeeded by b"));
    assertThat(PoolDriver.proposedIn(events)).containsExactly(SECOND);
    assertThat(pool.state().slots()).isEqualTo(1);
  }

  @Test
  void losesThemAfterARestartToo() {
    PoolDriver pool = pool();
    pool.restart();

    List<PoolEvent> events = pool.heartbeat(NEW, 1);

    assertThat(PoolDriver.of(AttemptLost.class, events))
        .extracting(AttemptLost::attempt)
        .containsExactly(FIRST);
    assertThat(PoolDriver.proposedIn(events)).containsExactly(SECOND);
  }

  @Test
  void losesWhatIsHeardOfTheEarlierIncarnationOnlyAfterwards() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat(NEW, 1);
    pool.queue(job("a", 3, 1));
    pool.tell(new PoolCommand.NoteProgress(FIRST, new Lease.Holder("x", "worker-1", NOON)));

    assertThat(PoolDriver.of(AttemptLost.class, pool.heartbeat(NEW, 1)))
        .extracting(AttemptLost::attempt)
        .containsExactly(FIRST);
  }

  @Test
  void doesNotHearTheEarlierIncarnationAnyMore() {
    PoolDriver pool = pool();
    pool.heartbeat(NEW, 1);
    pool.start(SECOND, NEW);

    assertThat(pool.heartbeat(OLD, 1)).containsExactly(new Refused("x", Refusal.SUCCEEDED_WORKER));
    assertThat(pool.heartbeat(OLD, 0)).containsExactly(new Refused("x", Refusal.SUCCEEDED_WORKER));
    assertThat(pool.state().leases()).containsOnlyKeys(SECOND);
  }

  @Test
  void countsALateResultOfTheEarlierIncarnationWhenItIsTheFirst() {
    PoolDriver pool = pool();
    pool.heartbeat(NEW, 1);

    assertThat(PoolDriver.of(TrialCounted.class, pool.complete(FIRST, 5)))
        .extracting(TrialCounted::attempt)
        .containsExactly(FIRST);
  }

  @Test
  void letsTwoThatShareAPlaceByMistakeWorkOn() {
    PoolDriver pool = pool();
    pool.heartbeat(NEW, 1);
    pool.start(SECOND, OLD);

    for (int i = 0; i < 5; i++) {
      pool.heartbeat(OLD, 1);
      pool.heartbeat(NEW, 1);
    }

    assertThat(pool.happened(AttemptLost.class))
        .extracting(AttemptLost::attempt)
        .containsExactly(FIRST);
  }

  @Test
  void hearsTheEarlierIncarnationAgainWhenTheLaterOneIsGone() {
    PoolDriver pool = pool();
    pool.heartbeat(NEW, 1);
    pool.heartbeat(NEW, 0);

    pool.heartbeat(OLD, 1);

    assertThat(pool.state().workers()).containsOnlyKeys("x");
  }

  @Test
  void knowsNothingOfPlacesThatHaveNoName() {
    PoolDriver pool = PoolDriver.withSlots(1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");

    List<PoolEvent> events = pool.heartbeat(new Incarnation("w2", "", NOON.plusSeconds(9)), 1);

    assertThat(PoolDriver.of(AttemptLost.class, events)).isEmpty();
    assertThat(pool.state().workers()).containsOnlyKeys("w1", "w2");
  }
}
