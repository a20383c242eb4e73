package dev.millrace.hpo.pool;

import static dev.millrace.hpo.pool.Jobs.job;
import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.pool.PoolEvent.CheckpointNoted;
import dev.millrace.hpo.pool.PoolEvent.Refused;
import dev.millrace.hpo.study.AttemptId;
import dev.millrace.hpo.study.Checkpoint;
import dev.millrace.hpo.study.Trial;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Where the next attempt at a trial goes on. */
class GoingOnTest {

  private static final AttemptId FIRST = new AttemptId("a", 0, 1);
  private static final AttemptId SECOND = new AttemptId("a", 0, 2);

  /** A pool whose only worker runs the first attempt. */
  private static PoolDriver pool() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat("w1", 1);
    pool.queue(job("a", 3, 1));
    pool.start(FIRST, "w1");
    return pool;
  }

  private static Checkpoint stored(AttemptId attempt, int round) {
    return new Checkpoint(attempt.number(), round, "s3://here/" + round, "abc", 7);
  }

  private static Optional<Checkpoint> known(PoolDriver pool) {
    return pool.state().active("a").orElseThrow().open(0).flatMap(Trial::checkpoint);
  }

  @Test
  void proposesTheNextAttemptWithTheLastThatWasStored() {
    PoolDriver pool = pool();
    pool.store(FIRST, "w1", stored(FIRST, 100));
    pool.store(FIRST, "w1", stored(FIRST, 200));

    assertThat(PoolDriver.proposedIn(pool.giveBack(FIRST))).containsExactly(SECOND);

    assertThat(known(pool)).contains(stored(FIRST, 200));
  }

  @Test
  void beginsAnewWhenNothingWasStored() {
    PoolDriver pool = pool();

    assertThat(PoolDriver.proposedIn(pool.giveBack(FIRST))).containsExactly(SECOND);

    assertThat(known(pool)).isEmpty();
  }

  @Test
  void remembersItAfterARestart() {
    PoolDriver pool = pool();
    pool.store(FIRST, "w1", stored(FIRST, 100));

    pool.restart();

    assertThat(known(pool)).contains(stored(FIRST, 100));
    pool.heartbeat("w1", 1);
    pool.giveBack(FIRST);
    pool.restart();
    assertThat(known(pool)).contains(stored(FIRST, 100));
  }

  @Test
  void saysNothingOfWhatComesTwiceOrLate() {
    PoolDriver pool = pool();
    pool.store(FIRST, "w1", stored(FIRST, 100));
    pool.store(FIRST, "w1", stored(FIRST, 200));

    assertThat(noted(pool.store(FIRST, "w1", stored(FIRST, 200)))).isEmpty();
    assertThat(noted(pool.store(FIRST, "w1", stored(FIRST, 100)))).isEmpty();

    assertThat(known(pool)).contains(stored(FIRST, 200));
  }

  /** It could not go on from there: what it stores itself is sound. */
  @Test
  void takesWhatTheLaterAttemptStoresThoughTheEarlierGotFarther() {
    PoolDriver pool = pool();
    pool.store(FIRST, "w1", stored(FIRST, 200));
    pool.giveBack(FIRST);
    pool.start(SECOND, "w1");

    assertThat(noted(pool.store(SECOND, "w1", stored(SECOND, 50)))).hasSize(1);

    assertThat(known(pool)).contains(stored(SECOND, 50));
  }

  @Test
  void doesNotHearAnAttemptThatIsLost() {
    PoolDriver pool = pool();
    pool.giveBack(FIRST);

    List<PoolEvent> events = pool.store(FIRST, "w1", stored(FIRST, 200));

    assertThat(events).containsExactly(new Refused("a-0-1", Refusal.LEASE_LAPSED));
    assertThat(known(pool)).isEmpty();
  }

  @Test
  void takesTheLeaseOfAnAttemptWhoseStartWasNotHeard() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat("w1", 1);
    pool.queue(job("a", 3, 1));

    pool.store(FIRST, "w1", stored(FIRST, 100));

    assertThat(known(pool)).contains(stored(FIRST, 100));
    assertThat(pool.state().lease(FIRST).orElseThrow().isHeldBy("w1")).isTrue();
  }

  @Test
  void knowsItOfAFinalFitToo() {
    PoolDriver pool = new PoolDriver();
    pool.tell(new PoolCommand.Tick());
    pool.heartbeat("w1", 1);
    pool.queue(job("a", 1, 1));
    pool.start(FIRST, "w1");
    pool.complete(FIRST, 5);
    AttemptId fit = new AttemptId("a", 1, 1);
    pool.start(fit, "w1");
    pool.store(fit, "w1", stored(fit, 100));

    assertThat(PoolDriver.proposedIn(pool.giveBack(fit))).containsExactly(new AttemptId("a", 1, 2));

    assertThat(pool.state().active("a").orElseThrow().open(1).flatMap(Trial::checkpoint))
        .contains(stored(fit, 100));
  }

  private static List<CheckpointNoted> noted(List<PoolEvent> events) {
    return PoolDriver.of(CheckpointNoted.class, events);
  }
}
