package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.millrace.trainer.train.StoppingRule.Threshold;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StoppingRuleTest {
  private static final List<Threshold> BOUNDS =
      List.of(new Threshold(0.5, 8), new Threshold(0.2, 10));

  private final StoppingRule rule = new StoppingRule(BOUNDS, 0, 0, "median of 5");

  /** What the rule says after the last of these values, each at the next tenth of the budget. */
  private static Optional<String> after(StoppingRule rule, double... values) {
    StoppingRule.Follower follower = rule.follow();
    Optional<String> said = Optional.empty();
    for (int i = 0; i < values.length; i++) {
      assertThat(said).as("before the last value").isEmpty();
      said = follower.stops(new Step(10 * (i + 1), (i + 1) / 10.0, values[i]));
    }
    return said;
  }

  @Test
  void doesNotStopBeforeItsFirstThreshold() {
    assertThat(after(rule, 1e9)).isEmpty();
  }

  @Test
  void stopsAValueAboveTheBoundFromItsShareOn() {
    assertThat(after(rule, 11, 10.5))
        .hasValue(
            "10.5, the best up to step 20, is above 10.0, the bound from 20 % of the budget:"
                + " median of 5");
    assertThat(after(rule, 11, 10)).isEmpty();
  }

  @Test
  void judgesByTheBestValueSoFar() {
    assertThat(after(rule, 9, 12, 12, 12)).isEmpty();
  }

  @Test
  void obeysTheLastThresholdReached() {
    assertThat(after(rule, 9, 9, 9, 9)).isEmpty();
    assertThat(after(rule, 9, 9, 9, 9, 9)).isPresent();
  }

  @Test
  void reachesAShareThatADivisionMissedByAHair() {
    StoppingRule.Follower follower = rule.follow();

    assertThat(follower.stops(new Step(2, 0.2 - 1e-12, 11))).isPresent();
  }

  @Test
  void letsATrialEndThatIsThroughWithItsBudget() {
    assertThat(rule.follow().stops(new Step(100, 1, 1e9))).isEmpty();
  }

  @Test
  void neverStopsWithoutThresholdsAndPatience() {
    assertThat(after(StoppingRule.NONE, 1, 2, 3, 4, 5, 6, 7, 8, 9)).isEmpty();
  }

  @Test
  void losesPatienceWithATrialThatStandsStill() {
    var patient = new StoppingRule(List.of(), 0.3, 0.5, "");

    assertThat(after(patient, 9, 8, 7.8, 7.7)).isEmpty();
    assertThat(after(patient, 9, 8, 7.8, 7.7, 7.6))
        .hasValue("7.6, the best up to step 50, has not improved over 30 % of the budget");
    assertThat(after(patient, 9, 8, 7.8, 7.7, 7.4, 7.4, 7.4)).isEmpty();
  }

  @Test
  void hasPatienceWithATrialAboveItsBoundThatImproves() {
    var patient = new StoppingRule(BOUNDS, 0.2, 0, "");

    assertThat(after(patient, 30, 29, 28, 27, 26, 25)).isEmpty();
    assertThat(after(patient, 30, 29, 28, 28, 28)).isPresent();
    assertThat(after(patient, 7, 7, 7, 7, 7, 7)).isEmpty();
  }
}
