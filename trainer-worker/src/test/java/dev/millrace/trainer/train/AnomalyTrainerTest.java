package dev.millrace.trainer.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.millrace.trainer.anomaly.AlarmPolicy;
import dev.millrace.trainer.anomaly.Label;
import dev.millrace.trainer.anomaly.Residuals;
import dev.millrace.trainer.anomaly.Scored;
import dev.millrace.trainer.anomaly.WantedAlarms;
import dev.millrace.trainer.data.Dataset;
import dev.millrace.trainer.data.ExampleData;
import dev.millrace.trainer.data.Rows;
import dev.millrace.trainer.metric.Metric;
import dev.millrace.trainer.model.AnomalyModel;
import dev.millrace.trainer.train.Assignment.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnomalyTrainerTest extends TrainerContract {
  @Override
  Trainer trainer() {
    return new AnomalyTrainer();
  }

  @Override
  Map<String, Object> parameters(int steps) {
    return Map.of("n_estimators", (long) steps, "subsample", 0.8, "learning_rate", 0.2);
  }

  private Assignment finalFit(List<Label> labels, int steps) {
    return new Assignment(
        Kind.FINAL_FIT,
        parameters(steps),
        1,
        Metric.MAE,
        StoppingRule.NONE,
        Fitting.DEFAULT,
        OptionalInt.empty(),
        new WantedAlarms(AlarmPolicy.DEFAULT, labels));
  }

  private static Outcome.Fitted fit(Dataset data, Assignment assignment) {
    try (Trainer.Prepared prepared = new AnomalyTrainer().prepare(data)) {
      return (Outcome.Fitted) prepared.train(assignment, new Notes());
    }
  }

  /** The example's load with faults in these rows. */
  private Dataset faulty(int... rows) {
    double[] target = dataset.target().clone();
    for (int row : rows) {
      target[row] += 60;
    }
    return ExampleData.withTarget(dataset, target);
  }

  @Test
  void findsWhatIsOutOfPlaceAndLittleElse() {
    Dataset faulty = faulty(800, 1500, 1501, 2400);
    List<Label> labels =
        List.of(label(faulty, 800, 802), label(faulty, 1499, 1503), label(faulty, 2398, 2401));

    Map<String, Double> metrics = fit(faulty, finalFit(labels, 60)).testMetrics();

    assertThat(metrics)
        .containsEntry("windows_total", 3.0)
        .containsEntry("windows_found", 3.0)
        .containsEntry("recall", 1.0)
        .containsEntry("test_windows_total", 1.0)
        .containsEntry("test_windows_found", 1.0)
        .containsKeys("mae", "precision", "score_threshold", "detection_delay_hours");
    assertThat(metrics.getOrDefault("false_alarms_per_week", 9.0)).isLessThanOrEqualTo(1);
    // 15 % of 2,500 hours are for learning.
    assertThat(metrics.getOrDefault("scored_weeks", 0.0))
        .isCloseTo((2500 - 375) / 168.0, within(0.1));
  }

  private static Label label(Dataset data, int from, int to) {
    return new Label("", data.targetTime(from), data.targetTime(to));
  }

  @Test
  void saysNothingAboutFalseAlarmsWithoutLabels() {
    assertThat(fit(dataset, finalFit(List.of(), 15)).testMetrics())
        .containsKeys("alarms_per_week", "test_alarms_per_week")
        .doesNotContainKeys("false_alarms_per_week", "windows_total", "precision", "recall");
  }

  @Test
  void labelsDoNotChangeTheModel() {
    byte[] without = fitted(fit(dataset, finalFit(List.of(), 15)));
    byte[] with = fitted(fit(dataset, finalFit(List.of(label(dataset, 900, 950)), 15)));

    assertThat(with).isEqualTo(without);
  }

  @Test
  void savesAModelThatJudgesByItself() {
    Dataset faulty = faulty(2400);
    Outcome.Fitted fitted = fit(faulty, finalFit(List.of(), 60));

    Rows test = faulty.splits().test();
    var residuals = new Residuals.Gathering("");
    Scored scored;
    try (AnomalyModel model = AnomalyModel.load(fitted.model().bytes())) {
      assertThat(model.detector().threshold())
          .isEqualTo(fitted.testMetrics().get("score_threshold"));
      for (int row = test.from(); row < test.to(); row++) {
        Rows one = new Rows(row, row + 1);
        double expected =
            model.forecast().predict(faulty.featuresByRow(one), ExampleData.baselines(faulty, row));
        residuals.add(faulty.targetTime(row), faulty.target()[row] - expected);
      }
      scored = Scored.of(model.detector(), residuals.residuals());
    }

    assertThat(scored.alarm(2400 - test.from())).isTrue();
    assertThat(IntStream.range(0, scored.count()).filter(scored::alarm).count()).isLessThan(20);
  }

  @ParameterizedTest
  @ValueSource(ints = {30, 60, 150})
  void makesDoWithFewRows(int rows) {
    Dataset few = ExampleData.dataset(rows, 3);
    Assignment withoutEmbargo =
        new Assignment(
            Kind.FINAL_FIT,
            parameters(5),
            1,
            Metric.MAE,
            StoppingRule.NONE,
            new Fitting(1, false, Optional.empty(), Optional.empty(), OptionalInt.empty()),
            OptionalInt.empty());

    assertThat(fit(few, withoutEmbargo).testMetrics())
        .containsKeys("alarms_per_week", "score_threshold");
  }
}
