package dev.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Map<String, Double> BASELINES =
      Map.of("persistence", 4.0, "seasonal_naive_24", 2.0, "ridge", 3.0);

  @Test
  void saysByHowMuchTheModelWins() {
    assertThat(Verdict.of(1.5, BASELINES).sentence())
        .isEqualTo(
            "The model wins: its MAE is 25.0 % below that of the best baseline,"
                + " seasonal_naive_24.");
  }

  @Test
  void saysSoWhenTheModelLoses() {
    Verdict verdict = Verdict.of(2.1, BASELINES);

    assertThat(verdict.modelIsBetter()).isFalse();
    assertThat(verdict.sentence())
        .isEqualTo(
            "The model loses: its MAE is 5.0 % above that of seasonal_naive_24. Don't use it for"
                + " this series.");
  }

  @Test
  void prefersTheSimplerOneOfTwoEquals() {
    assertThat(Verdict.of(2.0, BASELINES).sentence()).contains("exactly as good");
  }

  @Test
  void survivesABaselineThatIsPerfect() {
    assertThat(Verdict.of(0.5, Map.of("persistence", 0.0)).sentence())
        .contains("0.500 against 0 above that of persistence");
  }

  @Test
  void refusesToJudgeWithoutABaseline() {
    assertThatThrownBy(() -> Verdict.of(1, Map.of())).hasMessageContaining("must be a baseline");
  }
}
