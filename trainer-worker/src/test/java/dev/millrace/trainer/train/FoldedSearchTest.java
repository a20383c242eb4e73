package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Fold;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.model.ForecastModel;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.train.Assignment.Kind;
import dev.millrace.trainer.xgboost.Loss;
import dev.millrace.trainer.xgboost.TrainingFailed;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What search trials do by themselves: folds, forms of the target, early stopping. */
class FoldedSearchTest {
  private static final Map<String, Object> OVERFITTING =
      Map.of("n_estimators", 400L, "learning_rate", 0.5, "max_depth", 8L);
  private static final Map<String, Object> SMALL =
      Map.of("n_estimators", 20L, "learning_rate", 0.2, "max_depth", 3L);

  private static final Loss SQUARED = Loss.SQUARED_ERROR;

  private final Dataset dataset = ExampleData.dataset(2500, 11);
  private final Trainer.Prepared prepared = new ForecastTrainer().prepare(dataset);

  @AfterEach
  void close() {
    prepared.close();
  }

  @Test
  void theObjectiveIsTheMeanOfTheFolds() {
    Fitting three = fitting(3, TargetTransform.LEVEL, 0);
    double sum = 0;
    for (Fold fold : Fold.ofValidation(dataset, 3, true)) {
      sum += judgedAlone(fold).objective();
    }

    assertThat(search(SMALL, three).objective()).isCloseTo(sum / 3, within(1e-12));
  }

  /** The same block as the only one, cut out of the dataset as its validation rows. */
  private Outcome.Searched judgedAlone(Fold fold) {
    try (Trainer.Prepared alone =
        new ForecastTrainer().prepare(ExampleData.judgedBy(dataset, fold.judged()))) {
      return (Outcome.Searched)
          alone.train(
              assignment(Kind.SEARCH, SMALL, fitting(1, TargetTransform.LEVEL, 0)),
              new TrainerContract.Notes());
    }
  }

  @Test
  void boostingEndsEarlyAndItsBestRoundCounts() {
    Outcome.Searched whole = search(OVERFITTING, fitting(3, TargetTransform.DIFFERENCE, 0));
    Outcome.Searched early = search(OVERFITTING, fitting(3, TargetTransform.DIFFERENCE, 60));

    assertThat(early.steps()).isLessThan(400);
    assertThat(early.metrics().get("rounds")).isLessThanOrEqualTo(early.steps() - 60);
    assertThat(early.objective())
        .isEqualTo(early.curve().stream().mapToDouble(Step::value).min().orElseThrow())
        .isLessThan(whole.objective());
    assertThat(whole.steps()).isEqualTo(400);
    assertThat(whole.metrics()).containsEntry("rounds", 400.0);
  }

  @Test
  void aFinalFitBoostsAsOftenAsTheSearchFoundBest() {
    Assignment found =
        new Assignment(
            Kind.FINAL_FIT,
            OVERFITTING,
            1,
            Metric.MAE,
            StoppingRule.NONE,
            Fitting.DEFAULT,
            OptionalInt.of(17));

    assertThat(prepared.train(found, new TrainerContract.Notes()).steps()).isEqualTo(17);
  }

  @ParameterizedTest
  @EnumSource(value = TargetTransform.class, mode = EnumSource.Mode.EXCLUDE, names = "RESIDUAL")
  void theModelSaysInWhichFormItLearnt(TargetTransform transform) {
    var fitted =
        (Outcome.Fitted)
            prepared.train(
                assignment(Kind.FINAL_FIT, SMALL, fitting(1, transform, 0)),
                new TrainerContract.Notes());

    try (ForecastModel model = ForecastModel.load(fitted.model().bytes())) {
      assertThat(model.transform()).isEqualTo(transform);
    }
    assertThat(fitted.objective()).isLessThan(20);
  }

  @Test
  void aRatioToSomethingThatReachesZeroIsRefused() {
    Dataset centred = ExampleData.shifted(dataset, -100);

    try (Trainer.Prepared prepared = new ForecastTrainer().prepare(centred)) {
      assertThatThrownBy(
              () ->
                  prepared.train(
                      assignment(Kind.SEARCH, SMALL, fitting(1, TargetTransform.RATIO, 0)),
                      new TrainerContract.Notes()))
          .isInstanceOf(TrainingFailed.class)
          .hasMessageStartingWith("training.target_transform must not be ratio");
    }
  }

  /** What grows without end cannot be learnt as a level, whatever can be. */
  @Test
  void theFormIsChosenByValidation() {
    double[] growth = new double[2500];
    Arrays.setAll(growth, row -> row);
    Dataset growing = ExampleData.raised(dataset, growth);
    try (Trainer.Prepared prepared = new ForecastTrainer().prepare(growing)) {
      Fitting open =
          new Fitting(3, true, Optional.empty(), Optional.of(SQUARED), OptionalInt.of(0));
      double chosen = objective(prepared, open);

      assertThat(chosen).isLessThan(objective(prepared, fitting(3, TargetTransform.LEVEL, 0)));
      assertThat(chosen)
          .isIn(
              objective(prepared, fitting(3, TargetTransform.DIFFERENCE, 0)),
              objective(prepared, fitting(3, TargetTransform.RATIO, 0)));
    }
  }

  private static double objective(Trainer.Prepared prepared, Fitting fitting) {
    return ((Outcome.Searched)
            prepared.train(assignment(Kind.SEARCH, SMALL, fitting), new TrainerContract.Notes()))
        .objective();
  }

  @Test
  void aMetricThatAFoldDoesNotHaveIsTheMeanOfTheOthers() {
    Dataset silent =
        ExampleData.zeroed(dataset, Fold.ofValidation(dataset, 3, true).get(1).judged());
    try (Trainer.Prepared prepared = new ForecastTrainer().prepare(silent)) {
      var assignment =
          new Assignment(
              Kind.SEARCH,
              SMALL,
              1,
              Metric.WAPE,
              StoppingRule.NONE,
              fitting(3, TargetTransform.LEVEL, 0),
              OptionalInt.empty());

      var searched = (Outcome.Searched) prepared.train(assignment, new TrainerContract.Notes());

      assertThat(searched.objective()).isFinite().isPositive();
      assertThat(List.of(searched.metrics().get("wape"))).containsExactly(searched.objective());
    }
  }

  private Outcome.Searched search(Map<String, Object> parameters, Fitting fitting) {
    return (Outcome.Searched)
        prepared.train(assignment(Kind.SEARCH, parameters, fitting), new TrainerContract.Notes());
  }

  private static Assignment assignment(Kind kind, Map<String, Object> parameters, Fitting fitting) {
    return new Assignment(
        kind, parameters, 1, Metric.MAE, StoppingRule.NONE, fitting, OptionalInt.empty());
  }

  private static Fitting fitting(int folds, TargetTransform transform, int patience) {
    return new Fitting(
        folds, true, Optional.of(transform), Optional.of(SQUARED), OptionalInt.of(patience));
  }
}
