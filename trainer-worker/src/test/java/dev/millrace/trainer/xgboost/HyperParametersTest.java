package dev.millrace.trainer.xgboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HyperParametersTest {
  @Test
  void givesXGBoostWhatWasProposedAndWhatTheWorkerDecides() {
    var parameters =
        HyperParameters.of(Map.of("n_estimators", 70L, "eta", 0.1, "max_depth", 4L), 42, 256);

    assertThat(parameters.rounds()).isEqualTo(70);
    assertThat(parameters.maxBin()).isEqualTo(256);
    assertThat(parameters.forXGBoost(1))
        .containsEntry("learning_rate", 0.1)
        .containsEntry("max_depth", 4L)
        .containsEntry("seed", 42L)
        .containsEntry("nthread", 1)
        .containsEntry("tree_method", "hist")
        .containsEntry("objective", "reg:squarederror")
        .doesNotContainKey("n_estimators");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nthread", "n_jobs", "device", "tree_method", "booster", "seed"})
  void refusesWhatWouldBreakIsolation(String name) {
    assertThatThrownBy(() -> HyperParameters.of(Map.of(name, 8L), 1, 256))
        .isInstanceOf(TrainingFailed.class)
        .hasMessage("hyperparameter %s is set by the worker and cannot be searched", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"max_dept", "process_type", "updater", "data", "model_out"})
  void refusesWhatItDoesNotKnow(String name) {
    assertThatThrownBy(() -> HyperParameters.of(Map.of(name, 8L), 1, 256))
        .isInstanceOf(TrainingFailed.class)
        .hasMessage("hyperparameter %s is not known", name);
  }

  @Test
  void refusesOneParameterUnderTwoNames() {
    assertThatThrownBy(() -> HyperParameters.of(Map.of("eta", 0.1, "learning_rate", 0.2), 1, 256))
        .hasMessage("hyperparameter learning_rate is given twice");
  }

  @Test
  void takesTheUsualBinsUnlessToldOtherwise() {
    assertThat(HyperParameters.of(Map.of(), 1, 64).maxBin()).isEqualTo(64);
    assertThat(HyperParameters.of(Map.of("max_bin", 512L), 1, 256).maxBin()).isEqualTo(512);
  }

  @Test
  void readsWholeNumbersAsOtherClientsWriteThem() {
    assertThat(HyperParameters.of(Map.of("n_estimators", 100.0), 1, 256).rounds()).isEqualTo(100);
    assertThat(HyperParameters.of(Map.of("n_estimators", "100"), 1, 256).rounds()).isEqualTo(100);
  }

  @Test
  void refusesRoundsThatAreNoWholeNumberFromOne() {
    for (Object value : new Object[] {0L, -5L, 1.5, "many", true, Double.NaN, 1e12}) {
      assertThatThrownBy(() -> HyperParameters.of(Map.of("n_estimators", value), 1, 256))
          .hasMessage(
              "hyperparameter n_estimators must be a whole number from 1 to 1000000, got %s",
              value);
    }
  }

  @Test
  void absoluteErrorsAreThePinballOfTheMedianWhereXGBoostHasIt() {
    HyperParameters parameters = HyperParameters.of(Map.of(), 1, 256).withLoss(Loss.ABSOLUTE_ERROR);

    assertThat(parameters.forXGBoost(1))
        .containsEntry("objective", "reg:quantileerror")
        .containsEntry("quantile_alpha", "0.5");
    assertThat(parameters.forXGBoost(2))
        .containsEntry("objective", "reg:absoluteerror")
        .doesNotContainKey("quantile_alpha");
  }

  @Test
  void refusesAnObjectiveThatIsNoRegression() {
    assertThatThrownBy(() -> HyperParameters.of(Map.of("objective", "multi:softprob"), 1, 256))
        .isInstanceOf(TrainingFailed.class)
        .hasMessageContaining("reg:squarederror")
        .hasMessageEndingWith("got multi:softprob");
  }
}
