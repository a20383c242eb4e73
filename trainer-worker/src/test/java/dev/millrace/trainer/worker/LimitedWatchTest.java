package dev.millrace.trainer.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.millrace.trainer.train.Step;
import dev.millrace.trainer.train.Watch;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LimitedWatchTest {
  private long cpu = 5;
  private long wall = 7;
  private Optional<String> cancelled = Optional.empty();
  private final Watch inner =
      new Watch() {
        @Override
        public void planned(int steps) {}

        @Override
        public void step(Step step) {}

        @Override
        public Optional<String> cancelled() {
          return cancelled;
        }
      };

  private Watch watch(AttemptLimits limits) {
    return new LimitedWatch(inner, limits, () -> cpu, () -> wall);
  }

  @Test
  void failsWhatTakesMoreCpuThanItMay() {
    Watch watch = watch(new AttemptLimits(Duration.ofSeconds(60), Duration.ZERO));
    cpu += Duration.ofSeconds(60).toNanos();
    wall += Duration.ofDays(1).toNanos();
    assertThat(watch.cancelled()).isEmpty();

    cpu += Duration.ofMillis(500).toNanos();

    assertThatThrownBy(watch::cancelled)
        .isInstanceOf(TrainingFailed.class)
        .hasMessage(
            "the attempt took 60.5 s of CPU time, more than the 60.0 s that its worker permits"
                + " (attempt-cpu-limit)");
  }

  @Test
  void failsWhatTakesLongerThanItMay() {
    Watch watch = watch(new AttemptLimits(Duration.ZERO, Duration.ofSeconds(60)));
    wall += Duration.ofSeconds(61).toNanos();

    assertThatThrownBy(watch::cancelled).hasMessageContaining("attempt-wall-limit");
  }

  @Test
  void hasNoLimitUnlessOneIsSet() {
    Watch watch = watch(AttemptLimits.NONE);
    cpu = Long.MAX_VALUE;
    wall = Long.MAX_VALUE;

    assertThat(watch.cancelled()).isEmpty();
  }

  @Test
  void lettingGoComesBeforeFailing() {
    Watch watch = watch(new AttemptLimits(Duration.ofSeconds(1), Duration.ofSeconds(1)));
    wall += Duration.ofSeconds(61).toNanos();
    cancelled = Optional.of("the job was cancelled");

    assertThat(watch.cancelled()).contains("the job was cancelled");
  }
}
