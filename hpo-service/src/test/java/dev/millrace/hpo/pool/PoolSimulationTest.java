package dev.millrace.hpo.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.study.StopReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolSimulationTest {

  /** A handful that never change and some that nobody has tried; more by the system property. */
  static LongStream seeds() {
    int fresh = Integer.getInteger("millrace.simulation.seeds", 15);
    return LongStream.concat(LongStream.range(0, 15), ThreadLocalRandom.current().longs(fresh));
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void keepsItsPromisesWhateverHappens(long seed) {
    PoolInvariants seen = new PoolSimulation(seed).run(25, 20_000);

    assertThat(seen.closed()).hasSize(25);
  }

  /** A simulation in which nothing interesting happens would prove nothing. */
  @Test
  void meetsEveryKindOfTrouble() {
    List<PoolEvent.StudyClosed> closed = new ArrayList<>();
    for (long seed = 0; seed < 20; seed++) {
      closed.addAll(new PoolSimulation(seed).run(25, 20_000).closed());
    }

    assertThat(closed)
        .extracting(end -> end.ending().getClass().getSimpleName())
        .contains("Completed", "Failed", "Cancelled");
    assertThat(closed).anyMatch(end -> !end.stillOut().isEmpty());
    assertThat(closed)
        .extracting(PoolEvent.StudyClosed::reason)
        .contains(
            StopReason.TRIALS,
            StopReason.TIMEOUT,
            StopReason.TARGET,
            StopReason.PATIENCE,
            StopReason.FAILURES,
            StopReason.DATASET_REFUSED,
            StopReason.REFUSED,
            StopReason.CANCELLED);
    assertThat(closed)
        .extracting(PoolEvent.StudyClosed::message)
        .anyMatch(message -> message.contains("jobs waiting, and may have no more"))
        .anyMatch(message -> message.contains("cannot be continued"))
        .anyMatch(message -> message.contains("has no study that can be continued"));
  }

  /** Quotas, warm starts and continuations that never came into play would prove nothing either. */
  @Test
  void meetsEveryKindOfEvent() {
    Set<Class<?>> met = new HashSet<>();
    for (long seed = 0; seed < 20; seed++) {
      met.addAll(new PoolSimulation(seed).run(25, 20_000).met());
    }

    assertThat(met).containsAll(everyEvent());
  }

  @Test
  void meetsModelsThatTakeSeveralSlotsAtOnce() {
    int widest = 0;
    for (long seed = 0; seed < 5; seed++) {
      widest = Math.max(widest, new PoolSimulation(seed).run(25, 20_000).widest());
    }

    assertThat(widest).isEqualTo(3);
  }

  private static List<Class<?>> everyEvent() {
    return Stream.of(
            PoolEvent.Lasting.class, PoolEvent.AboutAttempt.class, PoolEvent.Fleeting.class)
        .flatMap(kind -> Stream.<Class<?>>of(kind.getPermittedSubclasses()))
        .filter(kind -> !kind.isInterface())
        // Within a day nothing is forgotten, and a simulation takes hours.
        .filter(kind -> kind != PoolEvent.StudyForgotten.class)
        .toList();
  }
}
