package dev.millrace.standalone.bench.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SnapshotBenchTest {

  /**
   * The hash is that of every machine: refresh it only when other values, features or bytes are
   * meant to come out.
   */
  @Test
  void everyRunGivesTheSameRowsAndTheSameBytes() throws Exception {
    List<Long> progress = new ArrayList<>();
    SnapshotLoad load = new SnapshotLoad(3, 10, 30);

    SnapshotBench.Result result = new SnapshotBench(load).run(2, progress::add);

    assertThat(load.values()).isEqualTo(1440);
    assertThat(progress).hasSize(10).endsWith(1440L);
    assertThat(result.same()).isTrue();
    assertThat(result.runs()).hasSize(2);
    for (SnapshotBench.Run run : result.runs()) {
      // A week of 336 steps before the first origin, and the horizon after the last.
      assertThat(run.rows()).isEqualTo(3 * (480 - 336 - 24));
      assertThat(run.file().sizeBytes()).isPositive();
      assertThat(run.file().sha256())
          .isEqualTo("d6d7cb5163b59d6d4f5a534708ad64103856f7a93d9fd9d42b97c6c61a4bba5e");
    }
  }

  @Test
  void aLoadThatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotLoad(0, 1, 1))
        .withMessage("series must be ≥ 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotLoad(1, 0, 1))
        .withMessage("days must be ≥ 1, got 0");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SnapshotLoad(1, 1, 1441))
        .withMessage("step-minutes must be 1 to 1440, got 1441");
  }
}
