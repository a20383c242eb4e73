package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.StepReport;
import dev.millrace.events.TrialPhase;
import dev.millrace.trainer.train.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private record Report(TrialPhase phase, List<Integer> steps, int totalSteps) {}

  private final List<Report> reports = new ArrayList<>();
  private long nanos;
  private final Progress progress =
      new Progress(
          (phase, steps, total) ->
              reports.add(
                  new Report(phase, steps.stream().map(StepReport::getStep).toList(), total)),
          Optional::empty,
          Duration.ofSeconds(5),
          Duration.ofMillis(500),
          () -> nanos);

  private void after(Duration pause) {
    nanos += pause.toNanos();
    progress.tick();
  }

  @Test
  void reportsStepsInBatches() {
    progress.planned(100);
    progress.step(new Step(1, 0.01, 9));
    progress.step(new Step(2, 0.02, 8));
    after(Duration.ofMillis(499));
    assertThat(reports).isEmpty();

    after(Duration.ofMillis(1));

    assertThat(reports).containsExactly(new Report(TrialPhase.STEPS, List.of(1, 2), 100));
  }

  @Test
  void showsASignOfLifeWhenThereAreNoSteps() {
    after(Duration.ofMillis(4999));
    assertThat(reports).isEmpty();

    after(Duration.ofMillis(1));
    after(Duration.ofMillis(4999));

    assertThat(reports).containsExactly(new Report(TrialPhase.ALIVE, List.of(), 0));
  }

  @Test
  void reportsTheLastStepsAndThenNothing() {
    progress.step(new Step(1, 1, 9));

    progress.finish();
    progress.finish();
    after(Duration.ofMinutes(1));

    assertThat(reports).containsExactly(new Report(TrialPhase.STEPS, List.of(1), 0));
  }
}
