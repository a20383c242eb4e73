package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.train.StoppingRule.Threshold;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MeasuredStepsTest {
  private static List<Integer> measuredOf(int planned, Threshold... thresholds) {
    var measured = new MeasuredSteps(planned, new StoppingRule(List.of(thresholds), 0, 0, ""));
    return IntStream.rangeClosed(1, planned).filter(measured::isAt).boxed().toList();
  }

  @Test
  void measuresTwentyTimesHoweverLongATrialIs() {
    assertThat(measuredOf(100))
        .isEqualTo(IntStream.rangeClosed(1, 20).map(i -> 5 * i).boxed().toList());
    assertThat(measuredOf(1_000_000)).hasSize(20).endsWith(1_000_000);
  }

  @Test
  void measuresEveryStepOfAShortTrialOnce() {
    assertThat(measuredOf(7)).containsExactly(1, 2, 3, 4, 5, 6, 7);
    assertThat(measuredOf(1)).containsExactly(1);
  }

  @Test
  void measuresWhereTheRuleLooksToo() {
    assertThat(measuredOf(200, new Threshold(0.33, 1), new Threshold(0.5, 1)))
        .hasSize(21)
        .contains(66, 100);
    assertThat(measuredOf(100, new Threshold(0, 1), new Threshold(1.5, 1)))
        .hasSize(21)
        .contains(1, 100);
  }

  @Test
  void keepsWhatTheRuleAddsOutOfTheCurve() {
    var rule = new StoppingRule(List.of(new Threshold(0.33, 1)), 0, 0, "");
    var measured = new MeasuredSteps(200, rule);

    assertThat(measured.isOnCurve(66)).isFalse();
    assertThat(measured.isOnCurve(70)).isTrue();
  }
}
