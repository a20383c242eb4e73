package dev.millrace.standalone.bench.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RulesBenchTest {
  private static final Duration SECOND = Duration.ofSeconds(1);

  @Test
  void runsEveryTrialAndEveryFinalFit() {
    List<Integer> fits = new ArrayList<>();

    RulesBench.Result result =
        new RulesBench().run(new SchedulerLoad(8, 10, 205, SECOND), fits::add);

    assertThat(fits).hasSize(10).endsWith(215);
    assertThat(result.parts()).hasSize(10);
  }

  @Test
  void leavesNoSlotIdleWhileThereIsWork() {
    SchedulerLoad load = new SchedulerLoad(8, 40, 4000, SECOND);

    RulesBench.Result result = new RulesBench().run(load, _ -> {});

    // What is left is the end, when trials run out while the last ones still run.
    assertThat(result.idleShare()).isBetween(0.0, 0.02);
    assertThat(result.virtual()).isGreaterThan(load.ideal().multipliedBy(98).dividedBy(100));
  }

  @Test
  void aLoadThatMakesNoSenseIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SchedulerLoad(0, 1, 1, SECOND))
        .withMessageContaining("workers");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new SchedulerLoad(1, 10, 9, SECOND))
        .withMessageContaining("trials ≥ jobs");
  }
}
