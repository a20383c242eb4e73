package dev.millrace.hpo.pool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.hpo.study.StopReason;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolSimulationTest {

  static LongStream seeds() {
    return LongStream.concat(LongStream.range(0, 25), ThreadLocalRandom.current().longs(25));
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
    for (long seed = 0; seed < 5; seed++) {
      closed.addAll(new PoolSimulation(seed).run(25, 20_000).closed());
    }

    assertThat(closed)
        .extracting(end -> end.ending().getClass().getSimpleName())
        .contains("Completed", "Failed", "Cancelled");
    assertThat(closed).anyMatch(end -> !end.stillOut().isEmpty());
    assertThat(closed).anyMatch(end -> end.reason() == StopReason.TIMEOUT);
  }
}
