package dev.millrace.registry.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BaselineGateTest {
  private static final BaselineGate GATE = BaselineGate.of("forecast");
  private static final Map<String, Map<String, Double>> BASELINES =
      Map.of(
          "persistence", Map.of("mae", 2.5),
          "seasonal_naive_24", Map.of("mae", 1.6),
          "ridge", Map.of("mae", 1.61));

  @Test
  void aModelThatBeatsTheBestBaselineGoesToStaging() {
    Finding finding = GATE.judge(Map.of("mae", 1.2), BASELINES);

    assertThat(finding.passed()).isTrue();
    assertThat(finding.metric()).isEqualTo("test_metrics.mae");
    assertThat(finding.message()).contains("1.20000", "1.60000", "seasonal_naive_24", "25.00 %");
    assertThat(new Verdict(List.of(finding)).firstStage()).isEqualTo(Stage.STAGING);
  }

  @Test
  void aModelThatBeatsOnlyTheWorseBaselinesStaysOut() {
    Finding finding = GATE.judge(Map.of("mae", 1.605), BASELINES);

    var verdict = new Verdict(List.of(finding));
    assertThat(verdict.passed()).isFalse();
    assertThat(verdict.firstStage()).isEqualTo(Stage.NONE);
    assertThat(verdict.reason())
        .startsWith("stays out of production: ")
        .contains("1.60500 is not below the 1.60000 of seasonal_naive_24");
  }

  @Test
  void aTieIsNotBetter() {
    assertThat(GATE.judge(Map.of("mae", 1.6), BASELINES).passed()).isFalse();
  }

  @Test
  void aModelWithoutTheMetricWasNotMeasured() {
    Finding finding = GATE.judge(Map.of("rmse", 0.1), BASELINES);

    assertThat(finding.passed()).isFalse();
    assertThat(finding.message()).contains("the model has no finite mae");
  }

  @Test
  void anInfiniteMetricBeatsNothing() {
    assertThat(GATE.judge(Map.of("mae", Double.NaN), BASELINES).passed()).isFalse();
    assertThat(GATE.judge(Map.of("mae", Double.NEGATIVE_INFINITY), BASELINES).passed()).isFalse();
  }

  @Test
  void baselinesThatWereNotMeasuredWereNotBeaten() {
    Map<String, Map<String, Double>> unmeasured =
        Map.of("persistence", Map.of("mae", Double.NaN), "ridge", Map.of("rmse", 1.0));

    Finding finding = GATE.judge(Map.of("mae", 0.1), unmeasured);

    assertThat(finding.passed()).isFalse();
    assertThat(finding.message()).contains("no baseline has a finite mae");
  }

  @Test
  void aModelOfQuantilesIsComparedByItsPinballLoss() {
    BaselineGate gate = BaselineGate.of("quantile_forecast");
    var baselines = Map.of("ridge", Map.of("pinball", 0.5, "mae", 1.0));

    assertThat(gate.judge(Map.of("pinball", 0.4, "mae", 1.1), baselines).passed()).isTrue();
    Finding worse = gate.judge(Map.of("pinball", 0.6, "mae", 0.9), baselines);
    assertThat(worse.passed()).isFalse();
    assertThat(worse.metric()).isEqualTo("test_metrics.pinball");
    assertThat(worse.message()).contains("0.600000 is not below the 0.500000 of ridge");
  }
}
