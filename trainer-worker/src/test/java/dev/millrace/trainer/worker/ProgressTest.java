package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.events.ArtifactRef;
import dev.millrace.events.CheckpointRef;
import dev.millrace.events.StepReport;
import dev.millrace.events.TrialPhase;
import dev.millrace.trainer.train.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private record Report(
      TrialPhase phase, List<Integer> steps, int totalSteps, Optional<CheckpointRef> checkpoint) {
    Report(TrialPhase phase, List<Integer> steps, int totalSteps) {
      this(phase, steps, totalSteps, Optional.empty());
    }
  }

  private final List<Report> reports = new ArrayList<>();
  private final List<Long> elapsed = new ArrayList<>();
  private final CompletableFuture<Void> arrived = new CompletableFuture<>();
  private long nanos;
  private final Progress progress =
      new Progress(
          (phase, steps, total, checkpoint) -> {
            steps.forEach(step -> elapsed.add(step.getElapsedMs()));
            var numbers = steps.stream().map(StepReport::getStep).toList();
            reports.add(new Report(phase, numbers, total, checkpoint));
            return arrived;
          },
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
  void reportsWhatIsStoredAtOnceBehindTheStepsUpToThere() {
    var checkpoint = new CheckpointRef(new ArtifactRef("s3://here", "abc", 7L), 2);
    progress.planned(100);
    progress.step(new Step(1, 0.01, 9));

    assertThat(progress.stored(checkpoint)).isEqualTo(arrived);
    assertThat(progress.stored(checkpoint)).isEqualTo(arrived);

    assertThat(reports)
        .containsExactly(
            new Report(TrialPhase.STEPS, List.of(1), 100, Optional.of(checkpoint)),
            new Report(TrialPhase.ALIVE, List.of(), 100, Optional.of(checkpoint)));
  }

  @Test
  void addsWhatEarlierAttemptsHaveTrainedToTheTimeOfAStep() {
    progress.goesOnAfter(Duration.ofSeconds(40).toNanos());
    after(Duration.ofSeconds(2));

    progress.step(new Step(1, 0.01, 9));
    progress.finish();

    assertThat(elapsed).containsExactly(42_000L);
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
