package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.baseline.NaiveAnchor;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Quantiles;
import dev.millrace.trainer.model.TargetTransform;
import dev.millrace.trainer.xgboost.Boosting;
import dev.millrace.trainer.xgboost.HyperParameters;
import dev.millrace.trainer.xgboost.Loss;
import java.util.Arrays;
import java.util.Map;
import ml.dmlc.xgboost4j.java.DMatrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Where boosting begins when absolute errors count: at what is best for all rows together. */
class BeginningTest {
  private static final Dataset DATASET = ExampleData.dataset(600, 3);
  private static final Rows ROWS = new Rows(100, 401);

  @ParameterizedTest
  @EnumSource(names = {"LEVEL", "DIFFERENCE"})
  void isTheMedianOfWhatIsLearnt(TargetTransform transform) {
    double[] learnt = new double[ROWS.count()];
    LearntTarget target = target(DATASET, transform);
    Arrays.setAll(learnt, i -> target.learnt(0, ROWS.from() + i));

    assertThat(beginning(DATASET, target, Map.of())[0])
        .isCloseTo((float) Quantiles.median(learnt), within(1e-5f));
  }

  @Test
  void isTheMedianOfEachStepOfAPath() {
    Dataset path = DATASET.path();
    LearntTarget target = target(path, TargetTransform.LEVEL);

    float[] beginning = beginning(path, target, Map.of());

    assertThat(beginning).hasSize(path.steps());
    for (int step = 0; step < beginning.length; step++) {
      double[] learnt = new double[ROWS.count()];
      int at = step;
      Arrays.setAll(learnt, i -> target.learnt(at, ROWS.from() + i));
      assertThat(beginning[step]).isCloseTo((float) Quantiles.median(learnt), within(1e-5f));
    }
  }

  @Test
  void isTheSameWhicheverPartOfTheRowsIsTrainedOn() {
    LearntTarget target = target(DATASET, TargetTransform.LEVEL);
    DMatrix judged = Boosting.rowsToPredict(DATASET, ROWS);
    HyperParameters parameters = parameters(Map.of());
    try (var part = target.matrix(new Rows(100, 150), ROWS, 64);
        var boosting = new Boosting(parameters, part, judged)) {
      assertThat(boosting.predict(judged)[0]).isEqualTo(beginning(DATASET, target, Map.of()));
    } finally {
      judged.dispose();
    }
  }

  @Test
  void isWhatTheParametersSay() {
    LearntTarget target = target(DATASET, TargetTransform.LEVEL);

    assertThat(beginning(DATASET, target, Map.of("base_score", 0.25))).containsExactly(0.25f);
  }

  private static LearntTarget target(Dataset dataset, TargetTransform transform) {
    return new LearntTarget(
        dataset, NaiveAnchor.of(dataset), new Recipe(transform, Loss.ABSOLUTE_ERROR));
  }

  private static HyperParameters parameters(Map<String, Object> given) {
    return HyperParameters.of(given, 1, 64).withLoss(Loss.ABSOLUTE_ERROR);
  }

  /** What a model without a tree says of any row. */
  private static float[] beginning(
      Dataset dataset, LearntTarget target, Map<String, Object> given) {
    DMatrix judged = Boosting.rowsToPredict(dataset, ROWS);
    try (var matrix = target.matrix(ROWS, 64);
        var boosting = new Boosting(parameters(given), matrix, judged)) {
      return boosting.predict(judged)[7];
    } finally {
      judged.dispose();
    }
  }
}
