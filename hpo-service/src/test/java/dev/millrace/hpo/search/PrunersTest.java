package dev.millrace.hpo.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.millrace.hpo.search.StoppingRule.Threshold;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The median, percentile, threshold and patient pruner on histories that can be reckoned. */
class PrunersTest {

  /** Complete trials with these values at every point. */
  private static History flat(double... values) {
    List<FinishedTrial> trials = new ArrayList<>();
    for (double value : values) {
      trials.add(Races.complete(trials.size(), _ -> value));
    }
    return History.of(trials);
  }

  @Test
  void takesTheMedianOfCompleteTrialsFromTheWarmupOn() {
    StoppingRule rule = new MedianPruner(0.2, 0.3, 5).rule(5, flat(5, 1, 4, 2, 3));

    assertThat(rule.thresholds())
        .containsExactly(new Threshold(0.2, 3), new Threshold(0.5, 3), new Threshold(0.8, 3));
    assertThat(rule.reason())
        .isEqualTo("the best 50.0 % of 5 complete trials at the same share of the budget");
  }

  @Test
  void waitsForItsStartupTrials() {
    StoppingRule rule = new MedianPruner(0.2, 0.1, 5).rule(4, flat(5, 1, 4, 2));

    assertThat(rule.canStop()).isFalse();
    assertThat(rule.reason()).startsWith("4 of 5 trials are complete");
  }

  @Test
  void doesNotCompareWithPrunedTrials() {
    List<FinishedTrial> trials = new ArrayList<>(flat(5, 1, 4, 2, 3));
    for (int number = 5; number < 50; number++) {
      trials.add(Races.pruned(number, _ -> 100, 15));
    }

    StoppingRule rule = new MedianPruner(0.2, 0.1, 5).rule(50, History.of(trials));

    assertThat(Races.bounds(rule)).containsOnly(3.0);
  }

  @Test
  void comparesAtTheSameShareWithTheBestSoFar() {
    double[] values = {9, 5, 7, 4, 6};
    History history =
        History.of(List.of(Races.complete(0, point -> point < 5 ? values[point] : 8)));

    StoppingRule rule = new MedianPruner(0, 0.05, 1).rule(1, history);

    assertThat(Races.bounds(rule).subList(0, 6)).containsExactly(9.0, 5.0, 5.0, 4.0, 4.0, 4.0);
    assertThat(rule.thresholds()).hasSize(19);
  }

  @Test
  void interpolatesPercentilesAsUsual() {
    assertThat(percentile(25, flat(1, 2, 3, 4, 5))).containsOnly(2.0);
    assertThat(percentile(10, flat(1, 2, 3, 4, 5))).containsOnly(1.4);
    assertThat(percentile(0, flat(1, 2, 3, 4, 5))).containsOnly(1.0);
    assertThat(percentile(100, flat(1, 2, 3, 4, 5))).containsOnly(5.0);
    assertThat(percentile(50, flat(1, 2))).containsOnly(1.5);
  }

  private static List<Double> percentile(double percentile, History history) {
    return Races.bounds(new PercentilePruner(percentile, 0.2, 0.1, 1).rule(9, history));
  }

  @Test
  void setsNoBoundWhereHalfOfTheTrialsHadNoNumber() {
    List<FinishedTrial> trials = new ArrayList<>(flat(1, 2));
    for (int number = 2; number < 4; number++) {
      trials.add(
          new FinishedTrial(
              number,
              Parameters.NONE,
              new Outcome.Complete(3),
              Races.curve(point -> point < 10 ? Double.NaN : 3, Curve.POINTS)));
    }

    StoppingRule rule = new MedianPruner(0.2, 0.1, 1).rule(4, History.of(trials));

    assertThat(Races.shares(rule)).containsExactly(0.6, 0.7, 0.8, 0.9);
  }

  @Test
  void obeysTheJobsOwnBound() {
    assertThat(new ThresholdPruner(2.5, 0.3).rule(0, History.NONE).thresholds())
        .containsExactly(new Threshold(0.3, 2.5));
    assertThat(new ThresholdPruner(2.5, 1).rule(0, History.NONE).canStop()).isFalse();
  }

  @Test
  void addsPatienceToTheRuleOfAnother() {
    Pruner patient = new PatientPruner(new MedianPruner(0.5, 0.5, 3), 0.2, 0.01);

    StoppingRule rule = patient.rule(3, flat(1, 2, 3));

    assertThat(rule.thresholds()).containsExactly(new Threshold(0.5, 2));
    assertThat(rule.patience()).isEqualTo(0.2);
    assertThat(rule.minImprovement()).isEqualTo(0.01);
    assertThat(rule.reason()).endsWith("and no improvement over 0.2 of the budget");
  }

  @Test
  void hasNoPatienceToLoseBeforeTheOtherWouldStopATrial() {
    Pruner patient = new PatientPruner(new MedianPruner(0.5, 0.5, 3), 0.2, 0.01);

    assertThat(patient.rule(2, flat(1, 2)).canStop()).isFalse();
  }

  @Test
  void saysWhichSettingIsImpossible() {
    assertRefused(() -> new MedianPruner(1.2, 0.1, 5), "warmup must be from 0.0 to 1.0, got 1.2");
    assertRefused(
        () -> new MedianPruner(0.2, -0.1, 5), "interval must be from 0.0 to 1.0, got -0.1");
    assertRefused(
        () -> new PercentilePruner(Double.NaN, 0.2, 0.1, 5), "percentile must be from 0.0 to");
    assertRefused(() -> new PercentilePruner(25, 0.2, 0.1, -1), "startup_trials must be from 0.0");
    assertRefused(
        () -> new SuccessiveHalvingPruner(0.05, 1, 0), "reduction_factor must be above 1.0");
    assertRefused(() -> HyperbandPruner.from(0, 3), "min_share must be above 0.0");
    assertRefused(() -> new HyperbandPruner(3, 21), "brackets must be from 1.0 to 20.0, got 21.0");
    assertRefused(() -> new ThresholdPruner(Double.NaN, 0.2), "upper must be a number, got NaN");
    assertRefused(
        () -> new PatientPruner(new NoPruner(), 0, 0), "patience must be above 0.0 and at most");
  }

  private static void assertRefused(Runnable action, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(action::run)
        .withMessageStartingWith("pruner setting " + message);
  }
}
