package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.train.StoppingRule.Threshold;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  private final StoppingRule rule =
      new StoppingRule(List.of(new Threshold(0.5, 8), new Threshold(0.2, 10)), "median of 5");

  @Test
  void doesNotStopBeforeItsFirstThreshold() {
    assertThat(rule.stops(new Step(19, 0.19, 1e9))).isEmpty();
  }

  @Test
  void stopsAValueAboveTheBoundFromItsShareOn() {
    assertThat(rule.stops(new Step(20, 0.2, 10.5)))
        .hasValue("10.5 at step 20 is above 10.0, the bound from 20 % of the budget: median of 5");
    assertThat(rule.stops(new Step(20, 0.2, 10))).isEmpty();
  }

  @Test
  void obeysTheLastThresholdReached() {
    assertThat(rule.stops(new Step(49, 0.49, 9))).isEmpty();
    assertThat(rule.stops(new Step(50, 0.5, 9))).isPresent();
  }

  @Test
  void letsATrialEndThatIsThroughWithItsBudget() {
    assertThat(rule.stops(new Step(100, 1, 1e9))).isEmpty();
  }

  @Test
  void neverStopsWithoutThresholds() {
    assertThat(StoppingRule.NONE.stops(new Step(99, 0.99, 1e9))).isEmpty();
  }
}
